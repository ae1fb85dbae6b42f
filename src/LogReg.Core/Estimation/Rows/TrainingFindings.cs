using LogReg.Checking;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Checks the data of a fit for problems that its user should know of.</summary>
internal static class TrainingFindings
{
    // Of a thousand columns a sample of twenty thousand rows each would take longer to check than the fit.
    private const int MostSampledCells = 4_000_000;
    private const int MostSampledRows = 20_000;
    private const int FewestSampledRows = 2_000;

    /// <summary>Finds the problems of the data, the target and the features.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data, not yet overwritten.</param>
    /// <param name="rows">The rows that train.</param>
    /// <param name="features">The features.</param>
    public static DataFinding[] Of(FitPlan plan, TrainingInput input, TrainingRows rows, FeatureFit features)
    {
        Table table = input.Table;
        var check = new CheckInput(table, features, rows.Training.Selection, rows.Training.Classes, rows.Target.Classes.Count, plan.Threads)
        {
            NumericColumns = [.. plan.NumericColumns, .. input.Roles.Formula?.DateColumns ?? []],
            HasFormula = plan.Formula is not null,
            References = plan.References,
            HasInference = plan.MayShowStandardErrors,
            SampleSize = Math.Clamp(MostSampledCells / features.Layout.Features.Count, FewestSampledRows, MostSampledRows),
        };
        DataFinding[] ofReading = [.. ReadingFindings.Of(ReadingRules.Settle(table, input.Roles), table.Source, features.LeftOut)];
        return
        [
            .. HeaderCheck.Find(table.Origin?.Names, table.Columns, table.Source) is DataFinding header
                ? [header]
                : Array.Empty<DataFinding>(),
            .. TargetDoubt.Find(table, input.Roles, rows.Target) is DataFinding doubt ? [doubt] : Array.Empty<DataFinding>(),
            .. ReadingFindings.Join(ofReading, FeatureChecks.Run(check).Findings),
            .. TargetCheck.Find(
                rows.Target.Name, rows.Target.Classes, rows.CountClasses(), features.Layout.Count - 1, plan.Formula is not null)
                .Where(
                    finding => plan.IsMaximumLikelihood || finding.Kind is not (FindingKind.FewEvents or FindingKind.TooManyCoefficients)),
        ];
    }
}
