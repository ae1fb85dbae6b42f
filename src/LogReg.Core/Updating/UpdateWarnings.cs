using System.Globalization;
using LogReg.Estimation;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Updating;

/// <summary>Warns of what an update cannot know, as training warns of a fit.</summary>
/// <param name="model">The original.</param>
internal sealed class UpdateWarnings(ModelContent model)
{
    private const int MostNames = 8;
    private const int LongestName = 100;

    private TermLayout Layout => model.Layout;

    private string Parts => Layout.HasOwnTerms ? "terms" : "features";

    /// <summary>The warnings on an update.</summary>
    /// <param name="method">What was done.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="refit">The refit, if one was made.</param>
    /// <param name="areTested">Whether tests chose the method.</param>
    public IReadOnlyList<FitWarning> All(UpdateMethod method, UpdateRows rows, UpdateFit? refit, bool areTested) =>
    [
        .. areTested && refit is { IsFinite: false } ? [Excluded(refit, method)] : Array.Empty<FitWarning>(),
        .. method == UpdateMethod.Refit ? OfRefit(refit!) : [],
        .. method == UpdateMethod.Isotonic && rows.Count < IsotonicFit.FewestRows ? [Few(rows.Count)] : Array.Empty<FitWarning>(),
        .. model.Inference?.Weights is not null && rows.Weights is null ? [Weights()] : Array.Empty<FitWarning>(),
    ];

    /// <summary>Why a refit has no finite estimates.</summary>
    /// <param name="refit">The refit.</param>
    public string Reason(UpdateFit refit)
    {
        string[] names = Unbounded(refit);
        string rows = Count(refit.Existence.SeparatedRowCount, "row");
        return refit.Existence.Kind switch
        {
            SeparationKind.Complete => $"the {Parts} completely separate the classes of the new rows, so no coefficient has a finite "
                + "estimate",
            SeparationKind.Quasi => $"the {Parts} separate {rows} of the new ones from the other class, so {List(names)} "
                + $"{(names.Length == 1 ? "has" : "have")} no finite estimate",
            _ when refit.HasFailed => "the solver did not converge",
            _ => $"coefficients were still changing although the gradient had vanished, as if {Parts} separated some of the new rows",
        };
    }

    private FitWarning Excluded(UpdateFit refit, UpdateMethod method) => new(
        FitWarningKind.QuasiSeparation,
        $"a refit of all coefficients took no part in the tests: {Reason(refit)}",
        $"{(method == UpdateMethod.None ? "" : "if a recalibration is not enough, ")}wait for more outcomes, or train a new model with "
            + $"{Option.Firth.On}, whose estimates are finite");

    private IEnumerable<FitWarning> OfRefit(UpdateFit refit)
    {
        if (!refit.IsFinite)
        {
            yield return new FitWarning(
                FitWarningKind.QuasiSeparation,
                $"{Reason(refit)}; {(Unbounded(refit).Length == 1 ? "it is" : "they are")} where the solver stopped",
                $"recalibrate the model instead, or train a new one with {Option.Firth.On}, whose estimates are finite");
        }

        string[] kept =
        [
            .. refit.Result.DependentParameters.Where(parameter => parameter > 0).Select(parameter => Layout.Names[parameter]).Except(
                Unbounded(refit)),
        ];
        if (kept.Length > 0)
        {
            yield return new FitWarning(
                FitWarningKind.Collinearity,
                $"the new rows do not determine {List(kept)}, because "
                    + (kept.Length == 1
                        ? "its column never changes or is a linear combination of others in them: it keeps its value"
                        : "their columns never change or are linear combinations of others in them: they keep their values"),
                $"make sure that the new rows have all levels and values; until then, the original says what these {Parts} do");
        }
    }

    private static FitWarning Few(int rows) => new(
        FitWarningKind.Undetermined,
        $"isotonic calibration to {Count(rows, "row")}: with fewer than {Count(IsotonicFit.FewestRows, "row")}, its steps follow chance",
        $"check the model on later rows, or use the method {EnumName.Of(UpdateMethod.Slope)}, which needs fewer");

    private static FitWarning Weights() => new(
        FitWarningKind.Weights,
        "the model was trained with weights, but each new row counts as one in the update",
        OptionText.Of($"if the new rows have weights, too, name their column with {Option.WeightColumn}"));

    private static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private string[] Unbounded(UpdateFit refit) =>
    [
        .. Enumerable.Range(0, Layout.Count).Where(
            parameter => refit.Existence.FreeDirections.Any(
                direction => BaseChoice.Change(Layout, parameter, direction, direction) != 0)).Select(parameter => Layout.Names[parameter]),
    ];

    private static string List(IReadOnlyList<string> names) => MessageText.List(names, MostNames, LongestName);
}
