using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>A command whose help shows its options under headings and ends with examples.</summary>
internal abstract class DocumentedCommand(string name, string description) : Command(name, description)
{
    private readonly List<OptionGroup> _groups = [];

    /// <summary>The options under their headings, in the order of the help.</summary>
    public IReadOnlyList<OptionGroup> OptionGroups => _groups;

    /// <summary>Command lines to copy, each with what it does.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>The words that the first argument may be, each with its description; empty for most commands.</summary>
    public virtual IReadOnlyList<(string Label, string Description)> Kinds => [];

    protected void AddGroup(string heading, params IReadOnlyList<Option> options)
    {
        _groups.Add(new OptionGroup(heading, options));
        foreach (Option option in options)
        {
            Add(option);
        }
    }

    internal sealed record OptionGroup(string Heading, IReadOnlyList<Option> Options);

    internal sealed record Example(string Purpose, string CommandLine);
}
