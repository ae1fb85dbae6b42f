namespace LogReg.Cli.Output;

/// <summary>A table of texts before anything is known of how it is shown: aligned in a terminal, or marked up in a page.</summary>
/// <param name="headers">The first stands above labels, the others above numbers.</param>
internal sealed class TextTable(params IReadOnlyList<string> headers)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public IReadOnlyList<string> Headers => headers;

    /// <summary>The rows, each of as many cells as there are headers.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Whether the last column holds words, not numbers.</summary>
    public bool EndsInWords { get; init; }

    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells]);
}
