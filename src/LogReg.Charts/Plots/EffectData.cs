using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>Rows of data for an effect.</summary>
/// <param name="Source">The rows.</param>
/// <param name="Options">How they count and what they are called.</param>
/// <param name="Progress">Receives the progress of reading; may be <see langword="null"/>.</param>
/// <param name="CancellationToken">Ends the work early.</param>
internal sealed record EffectData(
    DataSource Source, ScoredRowsOptions Options, IProgress<ReadProgress>? Progress, CancellationToken CancellationToken)
{
    // More marks than these would be a bar.
    private const int MostMarks = 300;

    /// <summary>The name of the data for texts.</summary>
    public string Name => Path.GetFileName(Options.Name ?? Source.Name);

    /// <summary>The values of a numeric column within the range of training, as far as they can be told apart in a figure.</summary>
    /// <param name="feature">The column.</param>
    /// <param name="from">The least value of the axis.</param>
    /// <param name="to">The greatest value of the axis.</param>
    public IReadOnlyList<double> MarksOf(NumericFeature feature, double from, double to)
    {
        var marks = new SortedDictionary<int, double>();
        ColumnRequest[] requests = [new(feature.Name, ColumnKind.Numeric)];
        foreach (TableChunk chunk in Source.ReadChunks(requests, Progress, CancellationToken))
        {
            foreach (double value in ((NumericColumn)chunk.Columns[0]).Values)
            {
                if (value >= from && value <= to)
                {
                    marks.TryAdd((int)((value - from) / (to - from) * MostMarks), value);
                }
            }
        }

        return [.. marks.Values];
    }
}
