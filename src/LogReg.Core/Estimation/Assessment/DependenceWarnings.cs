using System.Globalization;
using LogReg.Checking;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Warns of coefficients that the training rows cannot tell apart or say nothing of: linear combinations, levels and combinations
/// of levels without rows, columns of zeros.</summary>
/// <param name="fitted">The solution.</param>
/// <param name="layout">The layout of the terms.</param>
/// <param name="inference">The inference, or <see langword="null"/>.</param>
internal sealed class DependenceWarnings(FittedSolution fitted, TermLayout layout, ModelInference? inference)
{
    private const int MostNames = 8;

    // The name of a coefficient is that of a column and a level.
    private const int LongestName = 100;

    /// <summary>The warnings.</summary>
    public IEnumerable<FitWarning> All()
    {
        if (layout.Terms.Sum(term => term.AbsentCount) is long absent and > 0)
        {
            yield return Absent(absent, [.. layout.Terms.SelectMany(term => term.AbsentNames).Take(MostNames)]);
        }

        string[] single = [.. layout.Terms.Where(term => term.Parameters.Count == 0).Select(term => term.Name)];
        if (single.Length > 0)
        {
            yield return new FitWarning(
                FitWarningKind.Collinearity,
                $"{List(single)} {(single.Length == 1 ? "has" : "have")} a single level in the training rows, and so no coefficient",
                $"leave {(single.Length == 1 ? "it" : "them")} {LeavingOut.Columns(layout)}");
        }

        string[] empty = EmptyNumbers();
        if (empty.Length > 0)
        {
            yield return Empty(empty);
        }

        if (inference is not null)
        {
            AliasedCoefficient[] zeros = [.. inference.Aliased.Where(one => IsZero(one) && !empty.Contains(one.Name))];
            if (zeros.Length == 1)
            {
                AliasedCoefficient aliased = zeros[0];
                yield return new FitWarning(
                    FitWarningKind.Collinearity,
                    $"the coefficient of {MessageText.Cut(aliased.Name, LongestName)} was set to 0, because its column is a linear "
                        + $"combination of other columns{OfDesign}: {List(aliased.DependsOn)}",
                    Remedy("it"));
            }
            else if (zeros.Length > 1)
            {
                string[] aliased = [.. zeros.Select(one => $"{MessageText.Cut(one.Name, LongestName)} (from {List(one.DependsOn)})")];
                yield return new FitWarning(
                    FitWarningKind.Collinearity,
                    $"coefficients were set to 0, because their columns are linear combinations of other columns{OfDesign}: "
                        + $"{List(aliased, longest: (MostNames + 1) * LongestName)}",
                    Remedy("them"));
            }

            yield break;
        }

        // Where no step led on, columns may have looked dependent because all rows were saturated.
        if (fitted.Result.Termination == TerminationReason.Divergence)
        {
            yield break;
        }

        // A parameter that turned dependent on the way, by rounding, keeps the value that it had.
        int[] leftOut =
        [
            .. fitted.Result.DependentParameters.Where(
                parameter => fitted.Parameters[parameter] == 0 && !empty.Contains(layout.Names[parameter % layout.Count])),
        ];
        if (leftOut.Length > 0)
        {
            yield return new FitWarning(
                FitWarningKind.Collinearity,
                $"coefficients were set to 0, because their columns are linear combinations of other columns{OfDesign}: "
                    + $"{List([.. leftOut.Select(parameter => layout.Names[parameter % layout.Count]).Distinct()])}",
                Remedy("them"));
        }
    }

    private OptionText Remedy(string which) => inference?.IsBiasReduced == true
        ? OptionText.Of($"leave {which} {LeavingOut.Columns(layout)}")
        : OptionText.Of(
            $"leave {which} {LeavingOut.Columns(layout)}, or use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.001))}");

    private static FitWarning Absent(long count, string[] names) => new(
        FitWarningKind.Collinearity,
        count == 1
            ? $"no training row has {List(names)}, so it has no coefficient"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{count:N0} combinations of levels have no training rows and therefore no coefficients: "
                    + $"{List(names)}{(count > MostNames ? ", …" : "")}"),
        $"merge levels with others; until then, rows with {(count == 1 ? "it" : "them")} are predicted by the other terms alone");

    private FitWarning Empty(string[] names) => new(
        FitWarningKind.Collinearity,
        names.Length == 1
            ? $"{List(names)} is 0 in every training row, so its coefficient cannot be estimated and was set to 0"
            : $"{List(names)} are 0 in every training row, so their coefficients cannot be estimated and were set to 0",
        names.Any(name => layout.Terms.Any(term => term is LevelTerm && term.Parameters.Any(parameter => parameter.Name == name)))
            ? "merge levels that do not occur together with others; until then, rows in which they do are predicted by the other terms alone"
            : OptionText.Of($"leave {(names.Length == 1 ? "it" : "them")} {LeavingOut.Columns(layout)}"));

    // A column of the design matrix is not one of the data where a formula says what the terms are.
    private string OfDesign => layout.HasOwnTerms ? " of the model" : "";

    // Numbers of terms that are 0 in every training row, such as those of levels that do not occur together. Their coefficients are at 0.
    private string[] EmptyNumbers() =>
        [.. Enumerable.Range(1, layout.Count - 1).Where(layout.IsEmpty).Select(parameter => layout.Names[parameter])];

    // Where the classes are separated, some solvers stop before they hold dependent columns.
    private bool IsZero(AliasedCoefficient aliased) => fitted.Result.Termination != TerminationReason.Separation
        || Enumerable.Range(0, fitted.Parameters.Length).All(
            place => layout.Names[place % layout.Count] != aliased.Name || fitted.Parameters[place] == 0);

    private static string List(IReadOnlyList<string> names, int longest = LongestName) => MessageText.List(names, MostNames, longest);
}
