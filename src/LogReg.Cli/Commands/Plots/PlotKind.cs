using System.CommandLine;
using LogReg.Charts;

namespace LogReg.Cli.Commands.Plots;

/// <summary>A kind of plot, as the command line knows it.</summary>
/// <param name="Name">The text to type.</param>
/// <param name="Summary">What the plot shows, in a few words.</param>
/// <param name="Draw">Draws it, as the options say.</param>
internal sealed record PlotKind(string Name, string Summary, Func<PlotRequest, Figure> Draw)
{
    /// <summary>What the command line names after the kind, of FEATURE, MODEL.json and DATA.csv, in this order.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What may follow after <see cref="Needs"/>.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>The options that it has besides those of every plot.</summary>
    public Func<PlotOptions, IReadOnlyList<Option>> OptionsOf { get; init; } = _ => [];

    /// <summary>Whether it draws a model.</summary>
    public bool NeedsModel => Needs.Contains(PlotKinds.Model);

    /// <summary>Whether it draws rows of a CSV file.</summary>
    public bool NeedsData => Needs.Contains(PlotKinds.Data);

    /// <summary>Whether it draws rows of a CSV file, always or if one is given.</summary>
    public bool TakesData => NeedsData || Takes.Contains(PlotKinds.Data);

    /// <summary>What follows after the name of the kind, in brackets if it may be left out.</summary>
    public IEnumerable<string> Inputs => Needs.Concat(Takes.Select(one => $"[{one}]"));
}
