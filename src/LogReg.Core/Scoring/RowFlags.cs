using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Finds the cells that make a prediction less certain than it looks.</summary>
internal static class RowFlags
{
    /// <summary>The flags of a row.</summary>
    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="row">The cells as a model takes them.</param>
    public static List<RowFlag> Of(TermLayout layout, ReadOnlySpan<double> row)
    {
        var flags = new List<RowFlag>();
        foreach (FeatureCells cells in layout.Cells)
        {
            Add(flags, 0, cells.Place, cells.StateOf(row[cells.Place]));
        }

        return flags;
    }

    /// <summary>The flags of a chunk, row by row.</summary>
    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="chunk">The columns of the features first, in their order, before they are imputed.</param>
    public static List<RowFlag> Of(TermLayout layout, TableChunk chunk)
    {
        var flags = new List<RowFlag>();
        var states = new CellState[chunk.RowCount];
        foreach (FeatureCells cells in layout.Cells)
        {
            cells.FillStates(chunk.Columns[cells.Place], states);
            for (int row = 0; row < states.Length; row++)
            {
                Add(flags, row, cells.Place, states[row]);
            }
        }

        flags.Sort((left, right) => left.Row != right.Row ? left.Row.CompareTo(right.Row) : left.Feature.CompareTo(right.Feature));
        return flags;
    }

    private static void Add(List<RowFlag> flags, int row, int feature, CellState state)
    {
        if (state != CellState.Known)
        {
            flags.Add(new RowFlag(row, feature, KindOf(state)));
        }
    }

    private static RowFlagKind KindOf(CellState state) => state switch
    {
        CellState.Imputed => RowFlagKind.Imputed,
        CellState.Unseen => RowFlagKind.UnseenLevel,
        CellState.Missing => RowFlagKind.Missing,
        CellState.BelowRange => RowFlagKind.BelowRange,
        CellState.AboveRange => RowFlagKind.AboveRange,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A known cell has no flag."),
    };
}
