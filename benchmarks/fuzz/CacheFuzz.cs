using System.Text;
using LogReg.Data;

namespace LogReg.Fuzz;

/// <summary>
/// Cache files that were damaged: each is refused, or has the table it had. A quarter have been given the right checksums for what they
/// hold: they are refused, or train like any other table.
/// </summary>
internal sealed class CacheFuzz : IFuzz
{
    private readonly Workplace _workplace;
    private readonly (byte[] Content, Table Table)[] _seeds;

    public CacheFuzz(Workplace workplace, string data)
    {
        _workplace = workplace;
        List<byte[]> tables = [.. Directory.GetFiles(data, "*.csv").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        tables.Add(
            Encoding.UTF8.GetBytes(
                "n,größe,y\n" + string.Concat(Enumerable.Range(0, 40_000).Select(row => $"{row * 0.5},l{row % 700},{row % 2}\n"))));
        _seeds = [.. tables.Select(Seed)];
    }

    public void Run(Random random, int number, Tally tally)
    {
        (byte[] content, Table expected) = _seeds[random.Next(_seeds.Length)];
        bool isForged = random.Next(4) == 0;
        byte[] damaged = isForged ? CacheForgery.Of(content, expected, random) : Bytes.Damage(content, random);
        if (damaged.AsSpan().SequenceEqual(content))
        {
            tally.Count("unchanged");
            return;
        }

        string path = _workplace.PathOf("data.logreg");
        File.WriteAllBytes(path, damaged);
        Table? table = null;
        try
        {
            table = ReadAll(path);
        }
        catch (DataException exception)
        {
            string words = exception.Message[(exception.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            tally.Count("refused: " + (words.Length > 60 ? words[..60] : words));
        }
        catch (Exception exception)
        {
            tally.Fault(number, "throws " + exception);
        }

        if (table is not null)
        {
            tally.Count(isForged ? "forged, read" : "read");
            if (!isForged && !Same(table, expected))
            {
                tally.Fault(number, "is read to another table");
            }
        }

        if (isForged || number % 10 == 0)
        {
            CommandOutcome train =
                _workplace.Run("train", path, "-o", _workplace.PathOf("model.json"), "--quiet", "--max-iterations", "20", "--threads", "2");
            tally.Count($"train: exit code {train.ExitCode}");
            if (train.Fault is not null)
            {
                tally.Fault(number, "train " + train.Fault);
            }
        }
    }

    private static Table ReadAll(string path)
    {
        using var source = CsvSource.FromFile(path);
        return source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
    }

    private static bool Same(Table one, Table other) => one.RowCount == other.RowCount
        && one.Columns.Select(column => column.Name).SequenceEqual(other.Columns.Select(column => column.Name))
        && one.Columns.Select(column => column.Kind).SequenceEqual(other.Columns.Select(column => column.Kind))
        && one.Columns.Zip(other.Columns).All(
            pair => (pair.First.Levels ?? Enumerable.Empty<string>()).SequenceEqual(pair.Second.Levels ?? Enumerable.Empty<string>()))
        && one.Chunks.SelectMany(chunk => chunk.Columns).Zip(other.Chunks.SelectMany(chunk => chunk.Columns)).All(
            pair => Bits(pair.First).SequenceEqual(Bits(pair.Second)));

    private static byte[] Bits(Column column) => column is NumericColumn numeric
        ? System.Runtime.InteropServices.MemoryMarshal.AsBytes(numeric.Values).ToArray()
        : System.Runtime.InteropServices.MemoryMarshal.AsBytes(((CategoricalColumn)column).Codes).ToArray();

    private (byte[] Content, Table Table) Seed(byte[] csv)
    {
        string path = _workplace.PathOf("seed.logreg");
        using (FileStream stream = File.Create(path))
        {
            CacheSource.Write(CsvSource.FromStream(() => new MemoryStream(csv), "seed"), stream);
        }

        return (File.ReadAllBytes(path), ReadAll(path));
    }
}
