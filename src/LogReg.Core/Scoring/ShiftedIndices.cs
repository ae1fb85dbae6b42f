using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>
/// Refuses vectors whose indices start at 0 where those of training started at 1: the model has no coefficient for the index 0, and more
/// rows have it than can be by chance, with different numbers. An index with the same number in all rows has none in training either.
/// Rows are judged by blocks of a fixed number, which chunks and processes do not divide otherwise: the answer is the same for all of
/// them.
/// </summary>
internal sealed class ShiftedIndices
{
    // An index that training happened not to see is rare in later rows, too; a few rows prove nothing.
    private const double LargestShare = 0.05;
    private const int FewestRows = 10;

    private readonly int _blockRows;
    private readonly IReadOnlyList<Block> _blocks;

    /// <param name="features">The features of the model.</param>
    /// <param name="blockRows">The rows of a block; the rows of a process begin at a multiple of it.</param>
    public ShiftedIndices(IReadOnlyList<Feature> features, int blockRows)
    {
        _blockRows = blockRows;
        _blocks =
        [
            .. features.Index().Where(feature => feature.Item is VectorFeature { Indices: [> 0, ..] }).Select(
                feature => new Block(feature.Index, feature.Item.Name)),
        ];
    }

    /// <summary>Looks at the rows of a chunk, which follow those of the chunk before it.</summary>
    /// <param name="faults">Receives what is wrong, at the last row of a block: only then it is known.</param>
    /// <param name="source">The data.</param>
    /// <param name="chunk">The chunk, whose first columns are the features.</param>
    public void Look(FirstFault faults, DataSource source, TableChunk chunk)
    {
        foreach (Block block in _blocks)
        {
            var rows = (VectorColumn)chunk.Columns[block.Column];
            for (int row = 0; row < rows.Count; row++)
            {
                block.Add(chunk.FirstRow + row, rows.Indices(row) is [0, ..] ? rows.Values(row)[0] : 0);
                if ((chunk.FirstRow + row + 1) % _blockRows == 0)
                {
                    if (block.IsShifted)
                    {
                        long first = block.First;
                        faults.Add(row, () => Fault(source, block.Name, first));
                    }

                    block.Clear();
                }
            }
        }
    }

    /// <summary>Looks at the rows of the last block, after which none comes.</summary>
    /// <param name="source">The data.</param>
    /// <exception cref="DataException">Their indices are shifted.</exception>
    public void End(DataSource source)
    {
        if (_blocks.FirstOrDefault(block => block.IsShifted) is Block block)
        {
            throw Fault(source, block.Name, block.First);
        }
    }

    private static DataException Fault(DataSource source, string name, long row) => new(
        "the row has the index 0, for which the model has no coefficient, and other rows have it, too, with other numbers: the indices of "
            + "these rows seem to start at 0, and those of training at 1",
        source.Name,
        source.FindRow(row),
        name,
        hint: "count the indices as in training (add 1 to each), or train on a file that counts them from 0");

    private sealed class Block(int column, string name)
    {
        private int _rows;
        private int _withZero;
        private double _number;
        private bool _differ;

        public int Column => column;

        public string Name => name;

        /// <summary>The first row that has the index 0.</summary>
        public long First { get; private set; }

        public bool IsShifted => _differ && _rows >= FewestRows && _withZero > LargestShare * _rows;

        public void Add(long row, double value)
        {
            _rows++;
            if (value != 0)
            {
                First = _withZero++ == 0 ? row : First;
                _differ |= _withZero > 1 && value != _number;
                _number = value;
            }
        }

        public void Clear()
        {
            (_rows, _withZero, _differ) = (0, 0, false);
        }
    }
}
