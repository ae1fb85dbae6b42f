namespace LogReg.Objectives;

/// <summary>What has become of a matrix since it was formed from the data: all that is needed to do the same to it again.</summary>
/// <param name="Kept">How many rows it had before it was extended; 0 if it was not.</param>
/// <param name="Scale">What it was multiplied by then.</param>
/// <param name="Step">The step that was kept then; empty if there was none.</param>
/// <param name="Change">What that step changed of the gradient.</param>
/// <param name="Learned">The steps that it has learned from since, each followed by its change of the gradient.</param>
internal sealed record SecantState(int Kept, double Scale, double[] Step, double[] Change, IReadOnlyList<double[]> Learned)
{
    /// <summary>Nothing has happened to it, or there is none.</summary>
    public static SecantState None { get; } = new(0, 0, [], [], []);
}
