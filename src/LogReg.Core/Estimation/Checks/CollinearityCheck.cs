using LogReg.Checking;
using LogReg.Design;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>
/// Finds columns of the design matrix that are linear combinations of others: exactly, by the Cholesky factorisation of XᵀX, or nearly, by
/// the variance inflation factor (XᵀX)⁻¹_jj·(XᵀX)_jj of a centred column (Belsley, Kuh &amp; Welsch 1980, Regression Diagnostics, §3.1).
/// </summary>
internal static class CollinearityCheck
{
    // Such a column's standard error is more than three times what it would be if the columns were unrelated.
    private const double LargeInflation = 10;

    // What takes part in a combination of standardised columns, but for rounding.
    private const double SmallestPart = 1e-6;

    private const int MostSets = 10;

    private const int MostAbsent = 5;

    /// <summary>Looks at all columns that have a coefficient.</summary>
    /// <param name="design">The standardised design matrix.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static IReadOnlyList<DataFinding> Find(DesignMatrix design, TermLayout layout, int threads, CancellationToken cancellationToken)
    {
        double[] gram = Gram(design, threads, cancellationToken);
        var factorization = new CholeskyFactorization(gram, design.ParameterCount, NewtonSolver.PivotTolerance);
        string[] features =
        [
            Coefficients.InterceptName,
            .. layout.Groups.SelectMany(feature => feature.Parameters.Select(_ => feature.Name)),
        ];
        int[][] sets = [.. factorization.DependentColumns.Select(column => Dependence(column, gram, factorization))];
        IEnumerable<DataFinding> exact = sets
            .GroupBy(set => string.Join('\0', set.Select(column => features[column]).Distinct()))
            .Take(MostSets)
            .Select(group => Exact([.. group], layout, features));
        return [.. Absent(layout), .. exact, .. Near(gram, factorization, layout)];
    }

    private static double[] Gram(DesignMatrix design, int threads, CancellationToken cancellationToken)
    {
        double[] ones = new double[RowBlock.Capacity];
        Array.Fill(ones, 1);
        PassAccumulator sums = DesignPass.Run(
            design,
            design.ColumnCount,
            scratchLength: 0,
            withHessian: true,
            threads,
            new PassPool(),
            (block, accumulator) => block.AddGram(ones.AsSpan(0, block.RowCount), accumulator.SquareFrom()),
            cancellationToken);
        double[] gram = new double[design.ParameterCount * design.ParameterCount];
        ParameterScaling.GatherHessian(sums.Hessian, design.Columns, equationCount: 1, 1.0 / design.Parts.TotalCount, gram);
        return gram;
    }

    // The dependent column first, then those that it is a combination of.
    private static int[] Dependence(int dependent, double[] gram, CholeskyFactorization factorization)
    {
        int count = factorization.Dimension;
        double[] products = new double[count];
        for (int column = 0; column < count; column++)
        {
            products[column] = column <= dependent ? gram[(dependent * count) + column] : gram[(column * count) + dependent];
        }

        double[] parts = new double[count];
        factorization.Solve(products, parts);
        return
        [
            dependent,
            .. Enumerable.Range(1, count - 1).Where(column => column != dependent && Math.Abs(parts[column]) > SmallestPart),
        ];
    }

    // Sets of the same features are told together: of nested categories there is one for each level.
    private static DataFinding Exact(int[][] sets, TermLayout layout, string[] features)
    {
        IReadOnlyList<string> names = layout.Names;
        if (sets.All(set => layout.IsEmpty(set[0])))
        {
            return Empty(layout, [.. sets.Select(set => layout.Names[set[0]])]);
        }

        string own = FindingText.List([.. sets.Select(set => MessageText.Quote(names[set[0]]))]);
        string[] others = [.. sets.SelectMany(set => set.Skip(1)).Distinct().Order().Select(column => MessageText.Quote(names[column]))];
        string[] columns = [.. sets[0].Select(column => features[column]).Where(name => name != Coefficients.InterceptName).Distinct()];
        string verb = sets.Length == 1 ? "is an exact linear combination" : "are exact linear combinations";

        // Columns that are missing in the same rows: nothing is lost, and nobody has to leave out a column for it.
        bool isOfMissing = sets.All(set => names[set[0]].EndsWith("=" + Feature.MissingLevel, StringComparison.Ordinal));
        return new DataFinding(
            FindingKind.Collinearity,
            isOfMissing ? FindingSeverity.Information : FindingSeverity.Warning,
            layout.HasOwnTerms ? layout.ColumnsOf([.. sets.SelectMany(set => set).Select(column => names[column])]) : columns,
            others.Length == 0
                ? layout.HasOwnTerms ? $"{own} has the same value in every row" : $"{own} adds nothing to the intercept"
                : $"{own} {verb} of {FindingText.List(others)}: {(sets.Length == 1 ? "its coefficient" : "their coefficients")} would "
                    + $"be left out",
            isOfMissing
                ? OptionText.Of(
                    $"this is harmless; fill in the missing cells, or drop their rows with "
                        + $"{Option.MissingHandling.Is(MissingHandling.Drop)}")
                : OptionText.Of(
                    $"leave one of these {(layout.HasOwnTerms ? "terms" : "columns")} {LeavingOut.Column(columns[0], layout)}, or use "
                        + $"{Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.001))}"));
    }

    // Combinations of levels that have no rows, and therefore no column.
    private static IEnumerable<DataFinding> Absent(TermLayout layout)
    {
        foreach (Term term in layout.Terms.Where(term => term.AbsentCount > 0).Take(MostSets))
        {
            string names = FindingText.List([.. term.AbsentNames.Take(MostAbsent)]);
            yield return new DataFinding(
                FindingKind.Collinearity,
                FindingSeverity.Information,
                [.. term.Features.Select(feature => layout.Features[feature].Name)],
                term.AbsentCount == 1
                    ? $"no row has {names}, so it would have no coefficient"
                    : $"{FindingText.Count(term.AbsentCount)} combinations of levels in {MessageText.Quote(term.Name)} have no rows, so "
                        + $"they would have no coefficients: {names}{(term.AbsentCount > MostAbsent ? ", …" : "")}",
                "merge levels with others; otherwise, rows with such a combination are predicted by the other terms alone");
        }
    }

    private static DataFinding Empty(TermLayout layout, string[] names) => new(
        FindingKind.Collinearity,
        FindingSeverity.Warning,
        layout.ColumnsOf(names),
        names.Length == 1
            ? $"{MessageText.Quote(names[0])} is 0 in every row: its coefficient would be left out"
            : $"{FindingText.QuoteAll(names)} are 0 in every row: their coefficients would be left out",
        "merge levels that do not occur together with others, or leave the term out of the formula");

    private static IEnumerable<DataFinding> Near(double[] gram, CholeskyFactorization factorization, TermLayout layout)
    {
        if (factorization.DependentColumns.Count > 0)
        {
            // Of a set that depends exactly, what is left is told when one column of it has been left out.
            yield break;
        }

        int count = factorization.Dimension;

        // The numbers of a spline, a product and its factors are correlated by construction.
        int[] numeric =
        [
            .. layout.Terms.Zip(layout.Groups)
                .Where(pair => pair.First.IsDense
                    && !(layout.HasOwnTerms && (pair.Second.Parameters.Count > 1 || layout.SharesFeatures(pair.First.Name))))
                .Select(pair => pair.Second.Parameters[0]),
        ];
        double[] inverse = factorization.Inverse();
        int[] inflated =
        [
            .. numeric
                .Where(column => inverse[(column * count) + column] * gram[(column * count) + column] > LargeInflation)
                .OrderByDescending(column => inverse[(column * count) + column] * gram[(column * count) + column]),
        ];
        if (inflated.Length > 0)
        {
            IEnumerable<string> factors = inflated.Select(column =>
                $"{MessageText.Quote(layout.Names[column])} "
                    + $"({FindingText.Count((long)(inverse[(column * count) + column] * gram[(column * count) + column]))})");
            yield return new DataFinding(
                FindingKind.Collinearity,
                FindingSeverity.Information,
                layout.HasOwnTerms
                    ? layout.ColumnsOf([.. inflated.Select(column => layout.Names[column])])
                    : [.. inflated.Select(column => layout.Names[column])],
                $"collinear columns (VIF of the columns alone): {FindingText.List([.. factors])}",
                $"individual coefficients may be uncertain: use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.001))}, or "
                    + $"leave columns {LeavingOut.Columns(layout)} if predictions without them are as good, because what the "
                    + $"columns differ in may matter");
        }
    }
}
