using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>
/// Exports of spreadsheets and databases as they come, by seeded mutations of a clean table: each is read as what it means, or there is an
/// error, or a warning, with a place and a remedy. Never are there other numbers without a word.
/// </summary>
public class MutatedExportTests
{
    private const int Mutants = 2_000;
    private const int MostMutations = 3;

    private delegate void Mutation(Export export, Random random);

    private static readonly Mutation[] Mutations =
    [
        (export, random) => export.Lines.Insert(
            0, Pick(random, "Report 2024", "Survey, wave 2", "# exported", "# a,b,c", "Title;x", "sep=,", "")),
        (export, random) => export.Lines.Insert(0, "Customer report" + new string(',', random.Next(5))),
        (export, random) => export.Lines.Insert(random.Next(export.Lines.Count), Pick(random, "# comment", "#", "", "  ", ",,", ",,,")),
        (export, random) => export.Lines.Add(
            Pick(random, "Total,60,", "Total,,", ",,35", "Sum,60", "Total", "Source: office", ",,", "\u001a")),
        (export, random) => export.Each(random.Next(2), line => line + new string(',', random.Next(1, 4))),
        (export, random) => export.Each(0, line => line + ","),
        (export, random) => export.Each(random.Next(5, 40), line => line + ","),
        (export, random) => export.Numbered(Pick(random, "", "\"\",", ",", "id,", "Unnamed: 0,"), random.Next(2)),
        (export, random) => export.Lines.Insert(random.Next(1, export.Lines.Count), CleanTable.Header),
        (export, random) => export.Delimiter = Pick(random, ";", "\t", "|", " ", "   "),
        (export, random) => export.LineBreak = Pick(random, "\r\n", "\r", "\n\n"),
        (export, random) => export.Prefix = Pick(random, "\ufeff", "\ufeff\ufeff", "\n", "\r\n \n"),
        (export, random) => export.EachCell(cell => Pick(random, cell, $"\"{cell}\"", " " + cell, cell + "\u00a0", $" \"{cell}\" ")),
        (export, random) => export.Change(random, line => line + Pick(random, ",", ",x", ",,", "\0", "\ufeff", " ")),
        (export, random) => export.Change(random, line => Pick(random, "\ufeff", "\u00a0", "#", "'", "\"") + line),
        (export, random) => export.Change(random, line => line[..Math.Max(1, line.LastIndexOf(','))]),
        (export, random) => export.Encoding = Pick(random, "utf-16", "utf-16be", "utf-8", "windows-1252"),
        (export, random) => export.Each(1, line => line + Pick(random, ",é", ",\"a \\\"b\\\" c\"", ",\"x\\\"\"", ",\"a\nb\"")),
    ];

    [Fact]
    public void Fit_OfAMutant_HasTheSameNumbersOrSaysWhatToDo()
    {
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        for (int seed = 0; seed < Mutants; seed++)
        {
            var random = new Random(seed);
            var export = new Export();
            for (int i = random.Next(1, MostMutations + 1); i > 0; i--)
            {
                Mutations[random.Next(Mutations.Length)](export, random);
            }

            string outcome = Outcome(export.ToBytes());
            outcomes[outcome[..5]] = outcomes.GetValueOrDefault(outcome[..5]) + 1;
            if (outcome.StartsWith("wrong", StringComparison.Ordinal))
            {
                wrong.Add($"{seed} {outcome}: {Changes(export)} with {export.Delimiter} in {export.Encoding}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} mutants:\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(outcomes["right"] > Mutants / 4, string.Join(", ", outcomes));
    }

    private static string Outcome(byte[] bytes)
    {
        try
        {
            LogisticFit fit = CleanTable.Fit(CsvText.Source(bytes));

            FitWarning? warning =
                fit.Warnings.FirstOrDefault(warning => warning.Hint is not null && warning.Kind == FitWarningKind.Reading);
            return CleanTable.IsSame(fit) ? "right" : warning is not null ? "warns" : "wrong: other numbers";
        }
        catch (DataException error)
        {
            return error.Hint is null ? $"wrong: no remedy in '{error.Message}'"
                : error.Line is null && !IsOfTheWhole(error.Message) ? $"wrong: no line in '{error.Message}'"
                : "error";
        }
    }

    // An encoding or a missing column has no line.
    private static bool IsOfTheWhole(string message) =>
        message.Contains("there is no column", StringComparison.Ordinal) || message.Contains("UTF-16", StringComparison.Ordinal);

    // The lines that are not those of the clean table.
    private static string Changes(Export export) =>
        string.Join("⏎", export.Lines.Except([CleanTable.Header, .. CleanTable.Rows]).Take(4));

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private sealed class Export
    {
        private bool _isChanged;

        public List<string> Lines { get; } = [CleanTable.Header, .. CleanTable.Rows];

        public string Delimiter { get; set; } = ",";

        public string LineBreak { get; set; } = "\n";

        public string Prefix { get; set; } = "";

        public string Encoding { get; set; } = "utf-8";

        public void Each(int from, Func<string, string> change)
        {
            int header = Lines.IndexOf(CleanTable.Header);
            for (int i = Math.Max(0, header + from); i < Lines.Count; i++)
            {
                Lines[i] = change(Lines[i]);
            }
        }

        public void EachCell(Func<string, string> change)
        {
            for (int i = 0; i < Lines.Count; i++)
            {
                IEnumerable<string> cells = Lines[i].Split(',');
                Lines[i] = string.Join(',', cells.Select(cell => cell.Contains('"', StringComparison.Ordinal) ? cell : change(cell)));
            }
        }

        public void Change(Random random, Func<string, string> change)
        {
            // A row that is cut and then filled up again says something else, which nobody can tell.
            if (!_isChanged)
            {
                int line = random.Next(1, Lines.Count);
                Lines[line] = change(Lines[line]);
                _isChanged = true;
            }
        }

        public void Numbered(string header, int start)
        {
            int number = start;
            int names = Lines.IndexOf(CleanTable.Header);
            for (int i = Math.Max(names, 0); i < Lines.Count; i++)
            {
                Lines[i] = i == names ? header + Lines[i] : (number++).ToString(CultureInfo.InvariantCulture) + "," + Lines[i];
            }
        }

        // Windows-1252 has no byte order mark.
        private string ToText(string mark) =>
            (Prefix + string.Join(LineBreak, Lines).Replace(",", Delimiter, StringComparison.Ordinal) + LineBreak)
                .Replace("\ufeff", mark, StringComparison.Ordinal);

        public byte[] ToBytes() => TextEncoding.TryGet(Encoding, out Encoding? encoding)
            ? [.. Encoding == "utf-16" ? encoding.GetPreamble() : [], .. encoding.GetBytes(ToText(Encoding == "windows-1252" ? "" : "\ufeff"))]
            : throw new InvalidOperationException("there is no such encoding");
    }
}
