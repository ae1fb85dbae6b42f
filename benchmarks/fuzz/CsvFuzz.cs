using System.Globalization;
using System.Text;
using System.Text.Json;
using LogReg.Data;

namespace LogReg.Fuzz;

/// <summary>CSV files that were damaged, or made of whatever comes to mind, through check, train and predict.</summary>
internal sealed class CsvFuzz : IFuzz
{
    private static readonly string[] Scraps =
    [
        "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "\n\n", " ", "\0", "\uFEFF", "NA", "", "?", "1e999", "-1e999", "1e-400",
        "Infinity", "nan", "0x1F", "1,5", "\u22125", "+7", "00501",
        "12345678901234567890123", "1e308", "-1e308", "4.9e-324", "#DIV/0!", "True", "false", "yes", "no", "\u202Eabc", "\u2066x\u2069",
        "\u200f", "\u0085", "\u2028", "\ud83d\ude00", "=1+1", "'", "\\", "\\\"",
        "(intercept)", "prediction", "probability", "x=y", "a=b=c", "sep=;\n", "# comment\n", "{\"a\":1}", "<table>", "\u001b[31m",
        "\u00a0 5 \u00a0", "\u0000\u0000",
    ];

    private static readonly byte[][] RawScraps =
    [
        [0xff],
        [0xfe, 0xff],
        [0xff, 0xfe],
        [0xc3],
        [0xed, 0xa0, 0x80],
        [0xf8, 0x88],
        [0x00],
        [0x1f, 0x8b, 0x08, 0x00],
        [0xef, 0xbb, 0xbf],
        [0x80],
    ];

    private readonly Workplace _workplace;
    private readonly byte[][] _seeds;

    public CsvFuzz(Workplace workplace, string data)
    {
        _workplace = workplace;
        _seeds =
        [
            .. Directory.GetFiles(data, "*.csv").Order(StringComparer.Ordinal).Select(
                file => Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(file).Take(60)) + "\n")),
        ];
    }

    public void Run(Random random, int number, Tally tally)
    {
        byte[] content = Make(random);
        string path = _workplace.PathOf("data.csv");
        File.WriteAllBytes(path, content);
        string model = _workplace.PathOf("model.json");
        File.Delete(model);
        string[] reading = random.Next(5) switch { 0 => ["--no-header"], 1 => ["--delimiter", random.Next(2) == 0 ? ";" : ","], _ => [] };
        CommandOutcome check = _workplace.Run(["check", path, "--json", .. reading]);
        Judge(check, "check", number, tally);
        CommandOutcome train =
            _workplace.Run(["train", path, "-o", model, "--max-iterations", "30", "--threads", "2", .. Options(random), .. reading]);
        Judge(train, "train", number, tally);
        long? expected = CsvRows.Count(content, path, reading);
        if (check.ExitCode is 0 or 3 && RowsOf(check) is long checkedRows && expected is long rows && checkedRows != rows)
        {
            tally.Fault(number, $"check reads {checkedRows} rows of {rows}");
        }

        if (File.Exists(model))
        {
            CommandOutcome predict = _workplace.Run(["predict", model, path, "--explain", "1", .. reading]);
            Judge(predict, "predict", number, tally);
            long predicted = predict.ExitCode == 0 ? CsvRows.CountRecords(Encoding.UTF8.GetString(predict.Output), ',') - 1 : -1;
            if (predicted >= 0 && expected is long all && predicted != all)
            {
                tally.Fault(number, $"predict writes {predicted} rows of {all}");
            }
        }
    }

    private static string[] Options(Random random) => random.Next(8) switch
    {
        0 => ["--missing", "impute"],
        1 => ["--missing", "indicator"],
        2 => ["--missing", "drop"],
        3 => ["--lambda", "0.1"],
        4 => ["--test-size", "0.3"],
        5 => ["--no-inference"],
        _ => [],
    };

    private static void Judge(CommandOutcome outcome, string command, int number, Tally tally)
    {
        tally.Count($"{command}: exit code {outcome.ExitCode}");
        if (outcome.Fault is not null && !(command == "predict" && outcome.Fault.StartsWith("prints control", StringComparison.Ordinal)))
        {
            tally.Fault(number, $"{command} {outcome.Fault}");
        }
        else if (outcome.Seconds > 10)
        {
            tally.Fault(number, $"{command} takes {outcome.Seconds:F0} s");
        }
    }

    private static long? RowsOf(CommandOutcome check)
    {
        try
        {
            using var document = JsonDocument.Parse(check.Output);
            return document.RootElement.GetProperty("rows").GetProperty("read").GetInt64();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[] Make(Random random)
    {
        if (random.Next(3) == 0)
        {
            return Invent(random);
        }

        byte[] seed = _seeds[random.Next(_seeds.Length)];
        if (random.Next(2) == 0)
        {
            return Bytes.Damage(seed, random);
        }

        List<byte> bytes = [.. seed];
        for (int times = 1 + random.Next(4); times > 0; times--)
        {
            byte[] scrap = random.Next(4) == 0 ? RawScraps[random.Next(RawScraps.Length)] : Encoding.UTF8.GetBytes(Scrap(random));
            int place = random.Next(bytes.Count + 1);
            if (random.Next(2) == 0)
            {
                // The whole cell.
                place = Math.Max(0, bytes.FindIndex(place, one => one is (byte)',' or (byte)'\n') + 1);
                int end = bytes.FindIndex(place, one => one is (byte)',' or (byte)'\n');
                bytes.RemoveRange(place, Math.Max(0, end - place));
            }

            bytes.InsertRange(place, scrap);
        }

        return Encode([.. bytes], random);
    }

    private static byte[] Encode(byte[] utf8, Random random)
    {
        Encoding? encoding = random.Next(20) switch
        {
            0 => Encoding.Unicode,
            1 => Encoding.BigEndianUnicode,
            2 => new UTF8Encoding(true),
            3 => Encoding.UTF32,
            _ => null,
        };
        return encoding is null ? utf8 : [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(utf8))];
    }

    private static string Scrap(Random random) =>
        random.Next(40) == 0 ? new string((char)('a' + random.Next(26)), 70_000) : Scraps[random.Next(Scraps.Length)];

    // A table of columns of some kinds, with a few cells that are something else.
    private static byte[] Invent(Random random)
    {
        int columns = random.Next(10) == 0 ? random.Next(60) : 1 + random.Next(6);
        int rows = random.Next(10) == 0 ? random.Next(3) : random.Next(5, 80);
        string delimiter = ",;\t|"[random.Next(4)].ToString();
        int[] kinds = [.. Enumerable.Range(0, columns).Select(_ => random.Next(6))];
        var text = new StringBuilder();
        text.AppendJoin(
            delimiter,
            kinds.Select((_, column) => random.Next(15) == 0 ? Scrap(random) : "c" + column.ToString(CultureInfo.InvariantCulture)));
        for (int row = 0; row < rows; row++)
        {
            text.Append('\n');
            int width = random.Next(60) == 0 ? random.Next(columns + 2) : columns;
            text.AppendJoin(
                delimiter,
                Enumerable.Range(0, width).Select(
                    column => columns == 0 || random.Next(40) == 0 ? Scrap(random) : Cell(kinds[column % columns], row, random)));
        }

        return Encode(Encoding.UTF8.GetBytes(text.Append(random.Next(2) == 0 ? "\n" : "").ToString()), random);
    }

    private static string Cell(int kind, int row, Random random) => kind switch
    {
        0 => random.NextDouble().ToString(CultureInfo.InvariantCulture),
        1 => random.Next(5).ToString(CultureInfo.InvariantCulture),
        2 => "abc"[random.Next(3)].ToString(),
        3 => random.Next(2).ToString(CultureInfo.InvariantCulture),
        4 => (row * 1e15).ToString(CultureInfo.InvariantCulture),
        _ => random.Next(5) == 0 ? "" : "\"q" + random.Next(4).ToString(CultureInfo.InvariantCulture) + "\"",
    };
}
