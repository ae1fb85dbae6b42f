namespace LogReg;

/// <summary>Names of <see cref="MissingHandling"/> and <see cref="MissingReason"/> in files, reports for programs, and options.</summary>
public static class MissingNameExtensions
{
    /// <summary>The name, such as <c>drop</c>.</summary>
    /// <param name="handling">What is done about missing cells.</param>
    public static string ToName(this MissingHandling handling) => handling switch
    {
        MissingHandling.Impute => "impute",
        MissingHandling.Drop => "drop",
        MissingHandling.Indicator => "indicator",
        MissingHandling.Error => "error",
        _ => "auto",
    };

    /// <summary>The name, such as <c>standardErrors</c>.</summary>
    /// <param name="reason">Why it was done.</param>
    public static string ToName(this MissingReason reason) => reason switch
    {
        MissingReason.StandardErrors => "standardErrors",
        MissingReason.NoStandardErrors => "noStandardErrors",
        MissingReason.TooFewRows => "tooFewRows",
        MissingReason.TooManyCoefficients => "tooManyCoefficients",
        MissingReason.ClassLost => "classLost",
        MissingReason.FeatureLost => "featureLost",
        MissingReason.ReferenceLost => "referenceLost",
        _ => "asked",
    };
}
