using System.Text;

namespace LogReg.Data;

/// <summary>Lends the workers of a pass to the parts, one part after the other.</summary>
/// <param name="newWorker">Makes the worker of a thread.</param>
internal sealed class PartWorkers(Func<BatchWorker> newWorker)
{
    private readonly Lock _lock = new();
    private readonly List<BatchWorker> _workers = [];

    /// <summary>From a part to what gives its threads their workers.</summary>
    /// <param name="part">The part, which is read after those before it have been.</param>
    public Func<BatchWorker> Of(ReadPart part)
    {
        int lent = 0;
        return () =>
        {
            lock (_lock)
            {
                if (lent == _workers.Count)
                {
                    _workers.Add(newWorker());
                }

                return new PartWorker(_workers[lent++], part);
            }
        };
    }

    private sealed class PartWorker(BatchWorker worker, ReadPart part) : BatchWorker
    {
        private readonly byte[] _name = Encoding.UTF8.GetBytes(part.Name);
        private ParsedRows? _rows;

        // The columns may be in another order than in the part before.
        public override ParsedRows Prepare()
        {
            _rows = worker.Prepare();
            for (int column = 0; column < part.Fields.Count; column++)
            {
                _rows.Columns[column].FieldIndex = part.Fields[column];
            }

            return _rows;
        }

        public override void Commit(Batch batch, long firstRow)
        {
            foreach (ColumnBuffer buffer in _rows!.OfPart)
            {
                Fill(buffer, _rows.RowCount);
            }

            worker.Commit(new PartBatch(batch, part), part.FirstRow + firstRow);
        }

        public override void Finish() => worker.Finish();

        private void Fill(ColumnBuffer buffer, int count)
        {
            for (int row = 0; row < count; row++)
            {
                if (buffer is CategoricalBuffer categorical)
                {
                    categorical.Codes[row] = categorical.CodeOf(_name, row);
                }
                else
                {
                    ((TextBuffer)buffer).Set(row, _name);
                }
            }
        }
    }

    private sealed class PartBatch : Batch
    {
        private readonly Batch _batch;
        private readonly ReadPart _part;

        public PartBatch(Batch batch, ReadPart part)
        {
            _batch = batch;
            _part = part;
            BytesRead = part.FirstByte + batch.BytesRead;
        }

        public override RowPlace PlaceOf(int position) => _part.PlaceIn(_part.Number, _batch.PlaceOf(position));
    }
}
