using LogReg.Charts.Figures;

namespace LogReg.Charts.Plots;

/// <summary>One of the curves (or one of the rows of points) of an effect.</summary>
/// <param name="Group">The position of its group.</param>
/// <param name="Class">The position of its class among those with a probability to be drawn.</param>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Ink">Its colour.</param>
internal sealed record EffectCurve(int Group, int Class, string Name, Ink Ink)
{
    /// <summary>What tooltips say of it; empty if there is one curve.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The curves of a figure, chart by chart: of two classes one chart with a curve for each group, of several a chart for each
    /// group with a curve for each class.</summary>
    /// <param name="choice">The feature that changes, and the values of the others.</param>
    public static IReadOnlyList<IReadOnlyList<EffectCurve>> Of(EffectChoice choice)
    {
        IReadOnlyList<string> classes = choice.Model.Target.ScoredClasses;
        bool hasGroups = choice.By >= 0;
        return choice.Model.Target.IsBinary
            ? [[.. choice.Groups.Select((group, index) => new EffectCurve(index, 0, hasGroups ? group.Name : "probability", InkOf(index))
            {
                Suffix = hasGroups ? $", {group.Name}" : "",
            })]]
            : [
                .. choice.Groups.Select((group, index) => classes.Select((name, code) => new EffectCurve(index, code, name, InkOf(code))
                {
                    Suffix = $", {name}{(hasGroups ? $", {group.Name}" : "")}",
                }).ToArray()),
            ];
    }

    private static Ink InkOf(int curve) => Inks.Series[curve % Inks.Series.Count];
}
