using LogReg.Inference;

namespace LogReg.Charts.Text;

/// <summary>Tests, measures and diagnostics of a fit as fields and tables, for the terminal and for pages.</summary>
internal static class InferenceText
{
    private const int MostFeatures = 20;

    // From here on an inflation is worth a word.
    private const double NotableInflation = 5;

    private const double RoundingShare = 1e-9;

    /// <summary>The tests and measures of the fit as a whole.</summary>
    public static IEnumerable<ReportField> Tests(ModelInference inference)
    {
        if (inference.RobustWald is ChiSquaredTest wald)
        {
            yield return new ReportField(
                "Wald test",
                $"robust, all slopes: χ² = {NumberFormat.Significant(wald.Statistic, 6)} on {NumberFormat.Exact(wald.DegreesOfFreedom)} "
                    + $"df, {NumberFormat.PText(wald.PValue)}");
        }
        else if (inference.IsRobust)
        {
            bool isFew = inference.ClusterCount > 0 && inference.ClusterCount <= inference.Rank;
            yield return new ReportField("Wald test", isFew
                ? $"none: {NumberFormat.Count(inference.ClusterCount)} clusters are too few to test all slopes jointly"
                : "none: the covariance matrix of the slopes is singular");
        }

        if (inference.HasClassWeights)
        {
            yield return new ReportField(
                "Criteria",
                $"deviance {NumberFormat.Criterion(inference.Deviance)} (null {NumberFormat.Criterion(inference.NullDeviance)}); no "
                    + $"likelihood-ratio test, AIC or BIC: with class weights the fit does not maximise the likelihood of the rows");
        }
        else
        {
            ChiSquaredTest test = inference.LikelihoodRatio;
            yield return new ReportField(
                "LR test",
                $"{(inference.IsBiasReduced ? "penalised likelihood ratio, " : "")}χ² = {NumberFormat.Significant(test.Statistic, 6)} "
                    + $"on {NumberFormat.Exact(test.DegreesOfFreedom)} df, "
                    + $"{NumberFormat.PText(test.PValue)}{(inference.IsRobust ? "; assumes independent rows, as AIC and BIC do" : "")}");
            yield return new ReportField(
                "Criteria",
                $"deviance {NumberFormat.Criterion(inference.Deviance)} (null {NumberFormat.Criterion(inference.NullDeviance)}), AIC "
                    + $"{NumberFormat.Criterion(inference.Aic)}, BIC {NumberFormat.Criterion(inference.Bic)}");
        }

        string tjur = inference.TjurRSquared is double value ? $", Tjur {Share(value)}" : "";
        yield return new ReportField(
            "R²",
            $"McFadden {Share(inference.McFaddenRSquared)}, Cox–Snell {Share(inference.CoxSnellRSquared)}, Nagelkerke "
                + $"{Share(inference.NagelkerkeRSquared)}{tjur}");
    }

    /// <summary>The possible problems of the fit, and the source of its standard errors.</summary>
    public static IEnumerable<ReportField> Diagnostics(ModelInference inference)
    {
        if (inference.HosmerLemeshow is HosmerLemeshowTest { DegreesOfFreedom: > 0 } calibration)
        {
            yield return new ReportField("Calibration", CalibrationText.Of(calibration));
        }

        // Where separation leaves no row, there is nothing to diagnose.
        if (inference.Collinearity is { ConditionNumber: > 0 } collinearity)
        {
            yield return new ReportField("Collinearity", CollinearityText(collinearity));
        }

        yield return new ReportField("Separation", SeparationText(inference))
        {
            LabelTone = inference.Separation.Unbounded.Count > 0 && !inference.IsBiasReduced ? Tone.Warning : Tone.Quiet,
        };
        yield return new ReportField("Std. errors", StandardErrorText(inference));
    }

    /// <summary>Explains the signs in a table of coefficients, if some have no estimate, and in that of effects.</summary>
    /// <param name="model">The model.</param>
    /// <param name="showsEffects">Whether the table has effects instead of the coefficients of functions and products.</param>
    public static IEnumerable<string> Legend(LogisticModel model, bool showsEffects)
    {
        ModelInference inference = model.Inference!;
        if (!showsEffects)
        {
            return Legend(inference);
        }

        // Coefficients that are not in the table need no explanation.
        string[] shown = [.. model.CoefficientDescriptions.Select(one => one.Name).Except(model.CoefficientsOfEffects)];
        HashSet<string> names =
            [.. shown, .. model.ClassesWithEquation.SelectMany(name => shown.Select(one => model.Target.NameOfCoefficient(name, one)))];
        return Legend(inference with
        {
            Aliased = [.. inference.Aliased.Where(one => names.Contains(one.Name))],
            Separation = inference.Separation with
            {
                Unbounded = [.. inference.Separation.Unbounded.Where(one => names.Contains(one.Name))],
            },
            Undetermined = [.. inference.Undetermined.Where(names.Contains)],
        });
    }

    private static IEnumerable<string> Legend(ModelInference inference)
    {
        foreach (AliasedCoefficient aliased in inference.Aliased.Take(MostFeatures))
        {
            string others = string.Join(", ", aliased.DependsOn.Take(8)) + (aliased.DependsOn.Count > 8 ? ", …" : "");
            yield return aliased.DependsOn.Count == 0
                ? $"–: {aliased.Name} is 0 in every training row; its coefficient is 0."
                : $"–: {aliased.Name} is a linear combination of {others}; its coefficient is 0.";
        }

        string[] withoutDirection = [.. inference.Separation.Unbounded.Where(one => one.Direction == 0).Select(one => one.Name)];
        if (withoutDirection.Length > 0)
        {
            string what = inference.Separation.Kind == SeparationKind.Quasi ? "the data do not determine" : "no finite estimate of";
            yield return $"–: {what} {string.Join(", ", withoutDirection.Take(MostFeatures))}.";
        }

        if (inference.Separation.Unbounded.Any(one => one.Direction != 0))
        {
            yield return "∞: the likelihood keeps rising in this direction; there is no finite estimate and no Wald test.";
        }

        if (inference.Undetermined.Count > 0)
        {
            yield return "Not determined: the probabilities of the rows that the coefficient depends on are numerically 0 or 1.";
        }

        ConfidenceInterval[] profiles = [.. inference.ProfileIntervals.Values.SelectMany(intervals => intervals)];
        if (profiles.Any(interval => interval.HasGap))
        {
            yield return "*: the penalised likelihood has several maxima, and a test rejects some values inside the interval; its "
                + "bounds are the lowest and highest values not rejected.";
        }

        if (profiles.Any(interval => double.IsNaN(interval.Lower) != double.IsNaN(interval.Upper)))
        {
            yield return "not found: the bound is finite, but the search for it did not converge.";
        }
    }

    private static string CollinearityText(CollinearityDiagnosis collinearity)
    {
        double largest = collinearity.Inflations.Select(one => one.FactorPerCoefficient).DefaultIfEmpty().Max();

        // Of two features alone both factors are equal, and rounding must not decide which is named.
        VarianceInflation? worst = collinearity.Inflations.FirstOrDefault(one => one.FactorPerCoefficient >= largest * (1 - RoundingShare));
        string inflation = worst is null
            ? ""
            : $"; largest VIF {NumberFormat.Significant(worst.FactorPerCoefficient, 3)} ({worst.Feature})";
        string[] others =
        [
            .. collinearity.Inflations
                .Where(one => one != worst && one.FactorPerCoefficient > NotableInflation)
                .OrderByDescending(one => one.FactorPerCoefficient)
                .Take(4)
                .Select(one => $"{one.Feature} {NumberFormat.Significant(one.FactorPerCoefficient, 3)}"),
        ];
        string then = others.Length > 0 ? $", then {string.Join(", ", others)}" : "";
        return $"condition number {NumberFormat.Significant(collinearity.ConditionNumber, 3)}{inflation}{then}";
    }

    private static string SeparationText(ModelInference inference) => inference.Separation.Kind switch
    {
        _ when inference.IsBiasReduced => "not a problem: Firth's estimates are finite",
        SeparationKind.None => "none (proved: every estimate is finite)",
        SeparationKind.Quasi =>
            $"quasi-complete (proved on every row): the features separate "
                + $"{NumberFormat.Count(inference.Separation.SeparatedRows, "row")}{OfClasses(inference.Separation)}",
        SeparationKind.Complete => "complete",
        _ when inference.Separation.Unbounded.Count > 0 =>
            $"features separate rows (not proved): no finite estimate of "
                + $"{NumberFormat.Count(inference.Separation.Unbounded.Count, "coefficient")}",
        _ => "undecided: neither separation nor its absence could be proved",
    };

    private static string OfClasses(SeparationSummary separation) =>
        separation.Classes.Count == 0
            ? ""
            : $"; {string.Join(", ", separation.Classes.Take(8))}{(separation.Classes.Count > 8 ? ", …" : "")} from all other classes";

    private static string StandardErrorText(ModelInference inference)
    {
        string kind = inference.StandardErrors switch
        {
            StandardErrorKind.Hc0 => "robust (White's sandwich, HC0)",
            StandardErrorKind.Hc1 => "robust (White's sandwich, HC1)",
            StandardErrorKind.Cluster =>
                $"cluster-robust, {NumberFormat.Count(inference.ClusterCount, "cluster")} of {inference.ClusterColumn}",
            _ => "model-based (inverse information)",
        };
        string weights = inference.Weights switch
        {
            WeightKind.Frequency => $"; frequency weights, {NumberFormat.Weight(inference.Observations)} observations",
            WeightKind.Importance =>
                $"; importance weights, {NumberFormat.Weight(inference.Observations)} observations; likelihood-ratio test, criteria and "
                    + $"R² depend on their scale",
            _ => "",
        };
        string intervals = inference.Intervals == IntervalKind.Profile
            ? inference.IsBiasReduced ? "; p and intervals from the penalised likelihood" : "; intervals from the profile likelihood"
            : "";
        string firth = inference.IsBiasReduced
            ? $"; estimates bias-reduced by Firth's method{(inference.HasCorrectedIntercept ? ", intercept corrected (FLIC)" : "")}"
            : "";
        return kind + weights + intervals + firth;
    }

    /// <summary>The test of each feature.</summary>
    public static ReportTable FeatureTable(ModelInference inference)
    {
        bool isWald = inference.IsRobust;
        bool hasAic = !inference.IsBiasReduced && !isWald;
        string[] headers =
        [
            isWald ? "feature" : "without feature",
            isWald ? "robust Wald χ²" : inference.IsBiasReduced ? "penalised LR χ²" : "LR χ²",
            "df",
            "p",
            "AIC without",
        ];
        var table = new ReportTable(hasAic ? headers : headers[..4]);
        IReadOnlyList<string> statistics =
            NumberFormat.AlignPoints([.. inference.FeatureTests.Select(one => NumberFormat.Significant(one.Test.Statistic, 5))]);
        for (int index = 0; index < inference.FeatureTests.Count; index++)
        {
            FeatureTest one = inference.FeatureTests[index];
            string[] cells =
            [
                one.Feature,
                statistics[index],
                NumberFormat.Exact(one.Test.DegreesOfFreedom),
                NumberFormat.PValue(one.Test.PValue),
                NumberFormat.Criterion(one.Aic),
            ];
            table.Add(hasAic ? cells : cells[..4]);
        }

        return table;
    }

    private static string Share(double value) => NumberFormat.Fixed(Math.Abs(value) < 5e-5 ? 0 : value, 4);
}
