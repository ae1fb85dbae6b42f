namespace LogReg;

/// <summary>Names of <see cref="MissingHandling"/> and <see cref="MissingReason"/> in model files, JSON reports and options.</summary>
public static class MissingNameExtensions
{
    /// <summary>Gets the name, such as <c>drop</c>.</summary>
    /// <param name="handling">How missing cells are handled.</param>
    public static string ToName(this MissingHandling handling) => handling switch
    {
        MissingHandling.Impute => "impute",
        MissingHandling.Drop => "drop",
        MissingHandling.Indicator => "indicator",
        MissingHandling.Error => "error",
        _ => "auto",
    };

    /// <summary>Gets the name, such as <c>standardErrors</c>.</summary>
    /// <param name="reason">The reason.</param>
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
