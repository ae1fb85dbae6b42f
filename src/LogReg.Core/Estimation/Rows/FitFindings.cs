namespace LogReg.Estimation;

/// <summary>Findings of an unpenalised fit about estimates that are not finite.</summary>
/// <param name="Levels">Coefficients of levels whose rows do not have every class.</param>
/// <param name="References">Features whose reference level does not have every class, as <c>name=level</c>.</param>
/// <param name="Classes">With three or more classes, those that are separated from all others.</param>
internal sealed record FitFindings(IReadOnlyList<string> Levels, IReadOnlyList<string> References, IReadOnlyList<string> Classes)
{
    /// <summary>Nothing to tell.</summary>
    public static FitFindings None { get; } = new([], [], []);
}
