using System.Globalization;
using System.Text;
using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Several sources as one table.</summary>
public sealed class PartsSourceTests
{
    private static readonly string[] Lines =
    [
        .. Enumerable.Range(0, 300).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row * 31 % 17 / 4.0},{"abc"[row * 5 % 3]},{(row % 11 == 0 ? "" : row % 7)},{row * 7919 % 101 % 2}")),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fit_Parts_IsTheModelOfOneFile(int threads)
    {
        var options = new LogisticRegression { MissingHandling = MissingHandling.Impute, Threads = threads };
        LogisticModel whole = options.Fit(Part("whole.csv", 0, 300)).Model;
        using var parts = new PartsSource("parts", [Part("1.csv", 0, 100), Reversed("2.csv", 100, 50), Part("3.csv", 150, 150)]);
        LogisticModel model = options.Fit(parts).Model;
        Assert.Equal(whole.Coefficients.Keys, model.Coefficients.Keys);
        foreach ((double right, double own) in whole.Coefficients.Values.Zip(model.Coefficients.Values))
        {
            DigitAssert.SameBits(right, own);
        }

        double[] together = [.. model.Score(parts).SelectMany(chunk => chunk.Probabilities.ToArray())];
        double[] expected = [.. model.Score(Part("whole.csv", 0, 300)).SelectMany(chunk => chunk.Probabilities.ToArray())];
        Assert.Equal(expected, together);
    }

    [Fact]
    public void ReadTable_PartsWithDifferentTitles_HaveANoteEach()
    {
        DataSource Part(string name, string titles) => CsvSource.FromStream(
            () => new MemoryStream(Encoding.UTF8.GetBytes(titles + "x,g\n1,a\n2,b\n3,a\n")), name);
        using var parts = new PartsSource("parts", [Part("1.csv", "T\n"), Part("2.csv", "T\nU\nV\n"), Part("3.csv", "S\n")]);

        Table table = parts.ReadTable([new("g", ColumnKind.Inferred)]);

        Assert.Equal(
            [
                "1.csv and 1 more file: the first line is left out: the header is on 1.csv, line 2",
                "2.csv: the first 3 lines are left out: the header is on 2.csv, line 4",
            ],
            table.Origin!.Notes.Select(ReadNoteText.Message));
        Assert.Equal(
            "the other files differ, so that no option says this for all of them",
            ReadNoteText.Hint(table.Origin.Notes[0], table.Source).ToString());
    }

    [Fact]
    public void ReadTable_PartsThatRepeatTheirHeader_AreNamed()
    {
        DataSource Part(string name) => CsvSource.FromStream(
            () => new MemoryStream(Encoding.UTF8.GetBytes("x,g\n1,a\nx,g\n2,b\nx,g\n")), name);
        using var parts = new PartsSource("parts", [Part("1.csv"), Part("2.csv")]);

        Table table = parts.ReadTable([new("x", ColumnKind.Numeric)]);

        Assert.Equal([1, 2, 1, 2], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
        Assert.Equal(
            "1.csv, line 3; 1.csv, line 5; 2.csv, line 3 and 1 more repeat the header and are left out",
            ReadNoteText.Message(Assert.Single(table.Origin!.Notes)));
    }

    [Fact]
    public void EstimateRowCount_APartOfUnknownSize_IsUnknown()
    {
        using DataSource known = CsvSource.FromOneTimeStream(new MemoryStream("x,g\n1,a\n2,b\n"u8.ToArray()), "known.csv");
        DataSource unknown = CsvSource.FromStream(() => new MemoryStream("x,g\n1,a\n2,b\n"u8.ToArray()), "unknown.csv");
        Assert.NotNull(new PartsSource("parts", [known]).EstimateRowCount());
        Assert.Null(new PartsSource("parts", [known, unknown]).EstimateRowCount());
    }

    [Fact]
    public void ReadTable_PartsInAnOlderEncoding_AreReadPartByPart()
    {
        string rows = string.Concat(Enumerable.Range(0, 400).Select(row => $"{row % 7},nord\n"));
        DataSource Part(string name, string encoding) => CsvSource.FromStream(
            () => new MemoryStream(TextEncoding.Get(encoding).GetBytes("x,g\n" + rows + "1,süd\n")),
            name,
            null,
            new CsvTuning { SampleBytes = 64 });
        ColumnRequest[] requests = [new("g", ColumnKind.Inferred)];
        using var parts = new PartsSource(
            "parts", [Part("1", "utf-8"), Part("2", "windows-1252"), Part("22", "utf-8"), Part("3", "windows-1252")]);

        Table table = parts.ReadTable(requests);

        Assert.Equal(["nord", "süd"], table.Columns[0].Levels!);
        Assert.Equal(1604, table.RowCount);
        ReadNote note = Assert.Single(table.Origin!.Notes);
        Assert.Equal(
            "2 and 1 more file: the text is not valid UTF-8 (first on 2, line 402), and is read as Windows-1252", ReadNoteText.Message(note));
        Assert.Equal(
            "save 2, 3 as UTF-8, as other files are; an encoding that is given counts for all of them", LayoutNotes.Hint(note).ToString());
        using var again = new PartsSource("parts", [Part("1", "utf-8"), Part("2", "windows-1252")]);
        Assert.Equal(["nord", "süd"], again.ScanKinds(requests, null, CsvText.Token).Requests[0].KnownLevels!);
    }

    [Fact]
    public void Fit_Objects_CanBeParts()
    {
        using var parts = new PartsSource(
            "parts", [Part("1.csv", 0, 150), new Rows("2", Lines[150..])]);
        Assert.Equal(300, parts.ReadTable([new ColumnRequest("x", ColumnKind.Numeric)]).RowCount);
    }

    [Fact]
    public void Fit_LibsvmFiles_CanBeParts()
    {
        string[] lines = [.. Enumerable.Range(0, 80).Select(row => $"{row * 7919 % 101 % 2} {1 + (row % 3)}:{1 + (row % 5)} {5 + (row % 2)}:2")];
        LibsvmSource Part(string name, IEnumerable<string> rows) =>
            LibsvmSource.FromStream(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n")), name);
        var options = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.1 };
        using var parts = new PartsSource("parts", [Part("1.svm", lines[..30]), Part("2.svm", lines[30..])]);
        Assert.Equal(options.Fit(Part("whole.svm", lines)).Model.Coefficients.Values, options.Fit(parts).Model.Coefficients.Values);
    }

    [Fact]
    public void ReadTable_APartColumn_SaysWhichPartARowIsFrom()
    {
        using var parts = new PartsSource("parts", [Part("1.csv", 0, 2), Reversed("2.csv", 2, 3)], "file", ["one", "two"]);
        Assert.Equal(["file", "x", "g", "z", "y"], parts.ReadColumnNames());
        Table table = parts.ReadTable([new ColumnRequest("file", ColumnKind.Inferred), new ColumnRequest("x", ColumnKind.Numeric)]);
        var files = (CategoricalColumn)table.Chunks[0].Columns[0];
        Assert.Equal(["one", "one", "two", "two", "two"], files.Codes.ToArray().Select(code => files.Levels[code]));
    }

    [Fact]
    public void ReadTable_AFaultInAPart_NamesItsFileAndLine()
    {
        using var parts = new PartsSource("parts", [Part("1.csv", 0, 5), TextOf("2.csv", "x,g,z,y\n1,a,2,0\n1,a\n")]);
        DataException error = Assert.Throws<DataException>(() => parts.ReadTable([new ColumnRequest("x", ColumnKind.Numeric)]));
        Assert.StartsWith("2.csv, line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AValueThatIsWrong_NamesItsFileAndLine()
    {
        using var parts = new PartsSource("parts", [Part("1.csv", 0, 50), TextOf("2.csv", "x,g,z,y\n0,a,2,0\n1,a,3,1\n")]);
        DataException error = Assert.Throws<DataException>(() => new LogisticRegression { Formula = "y ~ log(z)" }.Fit(parts));
        Assert.StartsWith("parts, 1.csv, line 9", error.Message, StringComparison.Ordinal);
        Assert.Equal("2.csv, line 3", parts.FindRow(51).ToString());
    }

    [Theory]
    [InlineData("x,g,y\n1,a,0\n", "2.csv: there is no column 'z', which 1.csv has")]
    [InlineData("x,g,v,y\n1,a,2,0\n", "2.csv: there is no column 'z', which 1.csv has; it has 'v' instead")]
    [InlineData("x,h,v,y\n1,a,2,0\n", "2.csv: there are no columns 'g', 'z', which 1.csv has; it has 'h', 'v' instead")]
    public void ReadColumnNames_PartsWithOtherColumns_AreRefused(string text, string message)
    {
        using var parts = new PartsSource("parts", [Part("1.csv", 0, 5), TextOf("2.csv", text)]);
        Assert.StartsWith(message, Assert.Throws<DataException>(parts.ReadColumnNames).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_APartWithFurtherColumns_LeavesThemOutWithAWarning()
    {
        using var parts = new PartsSource("parts", [Part("1.csv", 0, 5), TextOf("2.csv", "w,x,g,z,y,v\n9,1,a,2,0,5\n")])
        {
            Notes = [new DataWarning(null, null, "3.csv is left out", "add it")],
        };
        Assert.Equal(["x", "g", "z", "y"], parts.ReadColumnNames());
        string[] messages =
        [
            .. new LogisticRegression().Check(parts).Findings.Where(finding => finding.Kind == FindingKind.Layout)
                .Select(finding => finding.Message),
        ];
        Assert.Equal(["3.csv is left out", "2.csv has the columns 'w', 'v', which 1.csv does not have: they are left out"], messages);
    }

    [Fact]
    public void ReadColumnNames_APartColumnThatIsThere_IsRefused()
    {
        using var parts = new PartsSource("parts", [Part("1.csv", 0, 5)], "g");
        DataException error = Assert.Throws<DataException>(parts.ReadColumnNames);
        Assert.Contains("there is a column 'g' already", error.Message, StringComparison.Ordinal);
    }

    private static CsvSource Part(string name, int first, int count) =>
        TextOf(name, $"x,g,z,y\n{string.Join('\n', Lines.Skip(first).Take(count))}\n");

    private static CsvSource Reversed(string name, int first, int count) => TextOf(
        name,
        $"y,z,g,x\n{string.Join('\n', Lines.Skip(first).Take(count).Select(line => string.Join(',', line.Split(',').Reverse())))}\n");

    private static CsvSource TextOf(string name, string text) =>
        CsvSource.FromStream(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), name);

    private sealed class Rows(string name, string[] lines) : RowSource(name)
    {
        protected override IReadOnlyList<SourceColumn> ReadColumns() =>
            [.. ((string[])["y", "x", "g", "z"]).Select(column => new SourceColumn(column, ColumnKind.Inferred))];

        protected override IEnumerable<DataCell[]> ReadRows(
            IReadOnlyList<int> columns, CancellationToken cancellationToken) => lines.Select(
            line => line.Split(',') is [string x, string g, string z, string y]
                ? (DataCell[])[DataCell.Of(y), DataCell.Of(x), DataCell.Of(g), DataCell.Of(z)]
                : []);
    }
}
