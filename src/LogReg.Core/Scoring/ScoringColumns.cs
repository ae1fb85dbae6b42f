using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>The columns that a pass over an input reads, and where each stands in a chunk: the features first, in their order.</summary>
internal sealed class ScoringColumns
{
    private readonly List<ColumnRequest> _requests = [];
    private readonly int _firstCell;
    private readonly int _firstKept;
    private readonly int _cellCount;

    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="offset">The offset's column, or <see langword="null"/>.</param>
    /// <param name="target">The target's column, or <see langword="null"/> to leave it.</param>
    /// <param name="work">What else is wanted.</param>
    public ScoringColumns(TermLayout layout, string? offset, string? target, ScoringWork work)
    {
        _requests.AddRange(layout.Cells.Select(cells => cells.Request));
        Offset = Append(offset, ColumnRequest.Offsets);
        Target = Append(target, name => new ColumnRequest(name, ColumnKind.Text));
        Weight = Append(work.Options.WeightColumn, ColumnRequest.Weights);
        _firstCell = _requests.Count;
        _cellCount = work.Options.Contributions > 0 ? layout.Features.Count : 0;
        _requests.AddRange(layout.Features.Take(_cellCount).Select(feature => new ColumnRequest(feature.Name, ColumnKind.Text)));
        _firstKept = _requests.Count;
        _requests.AddRange(work.Options.KeptColumns.Select(name => new ColumnRequest(name, ColumnKind.Text)));
    }

    /// <summary>What to ask the source for.</summary>
    public IReadOnlyList<ColumnRequest> Requests => _requests;

    /// <summary>The position of the offset, or −1.</summary>
    public int Offset { get; }

    /// <summary>The position of the target, or −1.</summary>
    public int Target { get; }

    /// <summary>The position of the weight, or −1.</summary>
    public int Weight { get; }

    /// <summary>The features' cells as they stand in the input; empty unless rows are explained.</summary>
    public TextColumn[] Cells(TableChunk chunk) => [.. chunk.Columns.Skip(_firstCell).Take(_cellCount).Cast<TextColumn>()];

    /// <summary>The columns that are passed through.</summary>
    public TextColumn[] Kept(TableChunk chunk) => [.. chunk.Columns.Skip(_firstKept).Cast<TextColumn>()];

    private int Append(string? name, Func<string, ColumnRequest> request)
    {
        if (name is null)
        {
            return -1;
        }

        _requests.Add(request(name));
        return _requests.Count - 1;
    }
}
