using LogReg.Data;
using LogReg.Estimation;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Tests.Estimation;

/// <summary>What is held out has no part in anything that is learned.</summary>
public class CrossValidationLeakageTests
{
    private const string Header = "age,colour,height,w,y";
    private const int Folds = 4;

    private static readonly LogisticRegression Options = new()
    {
        Target = "y",
        WeightColumn = "w",
        References = new Dictionary<string, string> { ["colour"] = "red" },
        BalanceClasses = true,
        SkipInference = true,
    };

    // Missing cells, a level that one row has ("rare"), another that few have, weights, and a column that is constant but for one row.
    private static readonly string[] Rows = [.. Enumerable.Range(0, 80).Select(row =>
        $"{(row % 7 == 3 ? "" : (((row * 37) % 41) / 4.0).ToString(System.Globalization.CultureInfo.InvariantCulture))},"
        + $"{(row == 11 ? "rare" : row % 9 == 5 ? "" : row % 3 == 0 ? "red" : row % 3 == 1 ? "green" : "blue")},"
        + $"{(row == 20 ? 2 : 1)},{1 + (row % 3)},{((row * 53) % 17) % 2}")];

    private static readonly int[] Classes = [.. Rows.Select(row => row[^1] - '0')];

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    public void FitFixed_AnyFold_IsTheFitOfItsTrainingRowsAlone(double lambda)
    {
        LogisticRegression options = lambda == 0
            ? Options
            : Options with { References = new Dictionary<string, string>(), Penalty = PenaltyKind.Ridge, Lambda = lambda };
        FoldAssignment folds = FoldAssignment.Stratified(Classes, 2, new([Classes.Length]), Folds, seed: 3);
        for (int fold = 0; fold < Folds; fold++)
        {
            FoldFit own =
                Fit(options, Rows, folds, fold, (fitter, rows) => fitter.FitFixed(rows, 1, null, TestContext.Current.CancellationToken));
            LogisticFit alone =
                options.Fit(
                    TextSource.Of(Header, Rows.Where((_, row) => folds.FoldOf[row] != fold)),
                    cancellationToken: TestContext.Current.CancellationToken);
            LinearEquation equation =
                OriginalScale.Equations(own.Features.Layout, FoldFit.Parameters(own.Features, own.Balance, own.Steps[0]))[0];
            var coefficients = own.Features.Layout.NamedWeights(equation);
            Assert.Superset(alone.Model.Coefficients.Keys.ToHashSet(), coefficients.Keys.ToHashSet());
            foreach ((string name, double value) in coefficients)
            {
                // A column that is constant in the training rows is left out of a model of theirs alone, and without effect in the fold's.
                DigitAssert.SameBits(alone.Model.Coefficients.TryGetValue(name, out double expected) ? expected : 0, value, name);
            }
        }
    }

    [Fact]
    public void Fit_OtherCellsInRowsHeldOut_ChangeNothingThatWasLearned()
    {
        FoldAssignment folds = FoldAssignment.Stratified(Classes, 2, new([Classes.Length]), Folds, seed: 3);
        LogisticRegression path =
            Options with
            {
                References = new Dictionary<string, string>(),
                Penalty = PenaltyKind.Ridge,
                LambdaChoice = LambdaChoice.CrossValidation,
            };
        for (int fold = 0; fold < Folds; fold++)
        {
            // Wild numbers, and a level that no other row has; the class and the weight stay.
            string[] changed =
            [
                .. Rows.Select((row, index) => folds.FoldOf[index] == fold ? $"{1000 * index},new{index},-7,{row.Split(',', 4)[3]}" : row),
            ];
            foreach (bool isPath in new[] { false, true })
            {
                FoldFit before = Run(Rows);
                FoldFit after = Run(changed);
                Assert.Equal(before.Steps.Count, after.Steps.Count);
                foreach ((PathStep one, PathStep other) in before.Steps.Zip(after.Steps))
                {
                    Assert.Equal(one.Places, other.Places);
                    Assert.Equal(one.Values.Select(BitConverter.DoubleToInt64Bits), other.Values.Select(BitConverter.DoubleToInt64Bits));
                }

                // The rows themselves are judged anew.
                Assert.NotEqual(before.Scores[0].LogLoss, after.Scores[0].LogLoss);

                FoldFit Run(string[] rows) => Fit(isPath ? path : Options, rows, folds, fold, (fitter, foldRows) => isPath
                    ? fitter.FitPath(foldRows, 0, [1, 0.1, 0.01], 1, null, null, TestContext.Current.CancellationToken)
                    : fitter.FitFixed(foldRows, 1, null, TestContext.Current.CancellationToken));
            }
        }
    }

    private static FoldFit Fit(
        LogisticRegression options, string[] lines, FoldAssignment folds, int fold, Func<FoldFitter, FoldRows, FoldFit> fit)
    {
        CsvSource source = TextSource.Of(Header, lines);
        FitPlan plan = options.ToPlan();
        var roles = ColumnRoles.Resolve(source.ReadColumnNames(), plan, null, source.Description);
        var input = new TrainingInput(source.ReadTable(roles.Requests(plan), null, TestContext.Current.CancellationToken), roles);
        var rows = TrainingRows.Choose(plan, input);
        var fitter = new FoldFitter(plan, new RowEncoder(plan, input), rows.Target, roles.Features, null);
        return fit(fitter, FoldRows.Of(rows.Training, folds, fold));
    }
}
