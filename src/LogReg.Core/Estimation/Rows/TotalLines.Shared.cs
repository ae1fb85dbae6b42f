using System.Text;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Estimation;

/// <content>A table whose rows several processes share: each looks through its rows at the same time as the others, and then goes on, with
/// the few that matter, from where the one before has come to.</content>
internal sealed partial class TotalLines
{
    // Every process does its part of the work in turn, and all know what the last of them knows.
    private void InTurn(Table table, Action work)
    {
        if (table.Shares is not RowShares shares)
        {
            work();
            return;
        }

        for (int rank = 0; rank < shares.Collective.Size; rank++)
        {
            bool isOwn = rank == shares.Collective.Rank;
            if (isOwn)
            {
                work();
            }

            byte[] state = shares.Collective.AllGatherBytes(isOwn ? Write() : [])[rank];
            if (!isOwn)
            {
                Read(state);
            }
        }
    }

    private byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(_rows);
            writer.Write(_withTotal);
            writer.Write(_newest);
            writer.Write(_lastOrdinary);
            writer.Write(_lastWithoutWord);
            writer.Write(_classes.Count);
            foreach (double label in _classes)
            {
                writer.Write(label);
            }

            writer.Write(_suspects.Count);
            foreach ((double label, TotalSuspect suspect) in _suspects)
            {
                writer.Write(label);
                suspect.Write(writer);
            }

            TotalSuspect[] last = _lastSums is null ? [] : [_lastSums];
            foreach (IReadOnlyCollection<TotalSuspect> list in new[] { _sums, _means, (IReadOnlyCollection<TotalSuspect>)last })
            {
                writer.Write(list.Count);
                foreach (TotalSuspect suspect in list)
                {
                    suspect.Write(writer);
                }
            }

            _running?.Write(writer);
            _above?.Write(writer);
        }

        return stream.ToArray();
    }

    private void Read(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state), Encoding.UTF8);
        _rows = reader.ReadInt64();
        _withTotal = reader.ReadInt64();
        _newest = reader.ReadInt64();
        _lastOrdinary = reader.ReadInt64();
        _lastWithoutWord = reader.ReadInt64();
        _classes.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _classes.Add(reader.ReadDouble());
        }

        _suspects.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _suspects.Add(reader.ReadDouble(), TotalSuspect.Read(reader));
        }

        ReadList(_sums);
        ReadList(_means);
        var last = new List<TotalSuspect>();
        ReadList(last);
        _lastSums = last.FirstOrDefault();
        _running?.Read(reader);
        _above?.Read(reader);

        void ReadList(List<TotalSuspect> list)
        {
            list.Clear();
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                list.Add(TotalSuspect.Read(reader));
            }
        }
    }
}
