using System.Globalization;
using LogReg.Checking;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Warns that standard errors rely on imputed cells.</summary>
internal static class ImputationWarning
{
    private const int MostNames = 8;

    /// <summary>The warning, where a fit with standard errors has numbers with imputed cells. A category's missing cells are a level of
    /// their own: nothing is put in their place.</summary>
    /// <param name="missing">How missing cells were handled.</param>
    /// <param name="features">The features with their missing cells.</param>
    public static IEnumerable<FitWarning> Of(MissingSummary? missing, FeatureFit features)
    {
        string[] names =
        [
            .. features.Layout.Features.Where(feature => feature.ImputesMissing).Select(feature => feature.Name)
                .Where(features.MissingCells.ContainsKey),
        ];
        if (missing is not { ImputedCells: > 0 })
        {
            yield break;
        }

        long cells = missing.ImputedCells;
        string count = cells == 1 ? "1 cell" : string.Create(CultureInfo.InvariantCulture, $"{cells:N0} cells");
        string verb = cells == 1 ? "was" : "were";
        yield return new FitWarning(
            FitWarningKind.Imputation,
            $"standard errors, p-values and intervals do not take the imputation into account: {count} of "
                + $"{MessageText.List(names, MostNames)} {verb} replaced by the mean and {(cells == 1 ? "counts" : "count")} as observed; coefficients of correlated features may be biased",
            missing.Reason == MissingReason.Asked
                ? OptionText.Of(
                    $"use {Option.MissingHandling.Is(MissingHandling.Drop)} to leave out rows with missing cells, or "
                        + $"{Option.MissingHandling.Is(MissingHandling.Auto)} to do so if enough rows remain")
                : missing.Reason == MissingReason.Formula ? "use multiple imputation before training, or take missing(…) out of the formula"
                : OptionText.Of(
                    $"use multiple imputation before training, leave the columns {LeavingOut.Columns(features.Layout)}, or leave the rows "
                        + $"out with {Option.MissingHandling.Is(MissingHandling.Drop)}"));
    }
}
