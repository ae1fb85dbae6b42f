using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CheckTitanic_ReportIsApproved() => Approval.Verify(Report("titanic.csv"));

    [Fact]
    public void CheckBreastCancer_ReportIsApproved() => Approval.Verify(Report("breast-cancer.csv", "--target", "diagnosis"));

    [Fact]
    public void CheckIris_ReportIsApproved() => Approval.Verify(Report("iris.csv", "--exclude", "petal_width"));

    [Fact]
    public void CheckTitanic_JsonIsApproved() => Approval.Verify(Report("titanic.csv", "--json", "--missing", "drop"));

    [Fact]
    public void CheckSickData_ReportIsApproved() =>
        Approval.Verify(_folder.Relative(CommandRun.Of("check", WriteSickData(), "--target", "sick", "--weight", "w").Succeeds().Output));

    [Fact]
    public void CheckBirthwt_ProposedTermsAreApproved()
    {
        string report = Report("birthwt.csv", "--target", "low", "--categorical", "race", "--propose-terms");
        Approval.Verify(report[report.IndexOf("Proposed terms", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Check_ProposedTerms_EndWithACommandThatRuns()
    {
        string[] options = ["--target", "low", "--categorical", "race"];
        string report = CommandRun.Of(["check", TestFolder.Data("birthwt.csv"), .. options, "--propose-terms"]).Succeeds().Output;
        Assert.EndsWith(
            $"logreg train {TestFolder.Data("birthwt.csv")} {string.Join(' ', options)} --formula '. + age:ftv'\n",
            report,
            StringComparison.Ordinal);
        string trained =
            CommandRun.Of(
                ["train", TestFolder.Data("birthwt.csv"), .. options, "--formula", ". + age:ftv", "--output", _folder.Path("m.json")])
                .Succeeds().Output;
        Assert.Contains("age:ftv", trained, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ProposedTermsInJson_HaveTestsCurvesAndCommand()
    {
        string[] options = ["--formula", "low ~ age + lwt + race + ftv", "--categorical", "race", "--propose-terms", "--json"];
        using var json = JsonDocument.Parse(CommandRun.Of(["check", TestFolder.Data("birthwt.csv"), .. options]).Succeeds().Output);
        JsonElement proposals = json.RootElement.GetProperty("proposals");
        Assert.Equal("low ~ age + lwt + race + ftv + age:ftv", proposals.GetProperty("formula").GetString());
        Assert.EndsWith(
            "--categorical race --formula 'low ~ age + lwt + race + ftv + age:ftv'",
            proposals.GetProperty("command").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("degrees of freedom", proposals.GetProperty("caution").GetString(), StringComparison.Ordinal);
        Assert.Equal(10, proposals.GetProperty("fits").GetInt32());
        Assert.Equal(3, proposals.GetProperty("splines").GetArrayLength());
        Assert.Equal(6, proposals.GetProperty("products").GetArrayLength());
        JsonElement curve = proposals.GetProperty("splines")[0].GetProperty("curve");
        Assert.Equal(curve.GetProperty("values").GetArrayLength(), curve.GetProperty("logOdds").GetProperty("1").GetArrayLength());
        JsonElement product = proposals.GetProperty("products")[0];
        Assert.Equal("age:ftv", product.GetProperty("term").GetString());
        Assert.True(product.GetProperty("proposed").GetBoolean());
    }

    [Fact]
    public void Check_ProposedTermsWithoutAModel_SaysWhyAfterTheFindings()
    {
        using var input = new MemoryStream("a,y\n1,0\n1,1\n"u8.ToArray());
        string report = CommandRun.Of(new Surroundings { Input = input }, "check", "-", "--propose-terms").Succeeds().Output;
        Assert.Contains("None          standard input: no feature is left: 'a' is constant", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ProposedTermsQuietly_IsWrongUse()
    {
        CommandRun run = CommandRun.Of("check", TestFolder.Data("birthwt.csv"), "--propose-terms", "--quiet");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--quiet leaves out the report that --propose-terms asks for", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Json_HasKindsAndColumns()
    {
        using var json = JsonDocument.Parse(CommandRun.Of("check", WriteSickData(), "--target", "sick", "--json").Succeeds().Output);
        string?[] kinds =
        [
            .. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()),
        ];
        Assert.Contains("leakage", kinds);
        Assert.Contains("missingValueCode", kinds);
        Assert.Contains("identifier", kinds);
        JsonElement dose =
            json.RootElement.GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "dose");
        Assert.Equal(-999, dose.GetProperty("minimum").GetDouble());
        Assert.Equal("numeric", dose.GetProperty("type").GetString());
    }

    [Fact]
    public void Check_Strict_EndsWith3OnWarnings()
    {
        Assert.Equal(3, CommandRun.Of("check", WriteSickData(), "--target", "sick", "--strict").ExitCode);
        Assert.Equal(0, CommandRun.Of("check", TestFolder.Data("titanic.csv"), "--strict").ExitCode);
    }

    [Fact]
    public void Check_StandardInput_ReadsIt()
    {
        using var input = new MemoryStream(File.ReadAllBytes(TestFolder.Data("titanic.csv")));
        CommandRun run = CommandRun.Of(new Surroundings { Input = input }, "check", "-", "--target", "survived").Succeeds();
        Assert.StartsWith("Check of standard input\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WritesNothingToTheFolder()
    {
        string data = _folder.Copy("titanic.csv");
        CommandRun.Of("check", data).Succeeds();
        Assert.Equal(["titanic.csv"], _folder.Files);
    }

    [Fact]
    public void Check_OneClassOnly_IsAReportNotAnError()
    {
        CommandRun run = CommandRun.Of("check", _folder.Write("data.csv", "x,y\n1,a\n2,a\n")).Succeeds();
        Assert.Contains("ERROR column 'y': the target has only one class, 'a'", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Unreadable_EndsWith1()
    {
        CommandRun.Of("check", _folder.Path("nothing.csv")).Fails(1, "nothing.csv", "");
        CommandRun.Of("check", _folder.Write("empty.csv", "")).Fails(1, "empty.csv", "");
        CommandRun.Of("check", _folder.Write("ragged.csv", "x,y\n1,2\n1,2,3\n")).Fails(1, "ragged.csv, line 3", "");
        CommandRun.Of("check", TestFolder.Data("titanic.csv"), "--target", "survive").Fails(
            1, "there is no column 'survive'", "'survived'");
    }

    [Fact]
    public void Check_Contradictions_EndWith2()
    {
        CommandRun.Of("check", TestFolder.Data("titanic.csv"), "--target", "age", "--exclude", "age").Fails(
            2, "both name the column 'age'", "name 'age' in one of them only");
        CommandRun.Of("check", TestFolder.Data("titanic.csv"), "--exclude", "survived", "--features", "passengerClass,age,sex").Fails(
            2, "passengerClass", "--target");
        CommandRun.Of("check", TestFolder.Data("titanic.csv"), "--lambda", "1").Fails(2, "--lambda", "help");
    }

    [Fact]
    public void Check_NamesThatMoveTheCursor_ArePrintedHarmless()
    {
        string data = _folder.Write("data.csv", "a\u001b[31m,\"b\nc\",y\n1,3,p\n2,5,q\n3,3,p\n2.5,1,q\n");
        CommandRun run = CommandRun.Of("check", data).Succeeds();
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
    }

    private static string Report(string data, params string[] options) =>
        CommandRun.Of(["check", TestFolder.Data(data), .. options]).Succeeds().Output.Replace(
            TestFolder.Data(""), "", StringComparison.Ordinal);

    // A file with many troubles at once, made by a fixed rule.
    private string WriteSickData()
    {
        var lines = new List<string> { "number,dose,age,visit,price,lab,site,again,result,batch,w,sick" };
        for (int row = 0; row < 300; row++)
        {
            bool isSick = row * 7 % 10 < 3;
            string dose = row % 30 == 4 ? "-999" : $"{10 + (row * 13 % 40)}";
            string age = row == 123 ? "430" : row % 20 == 0 ? "" : $"{20 + (row * 11 % 60)}";
            string visit = $"{1 + (row * 5 % 7)}.{3 + (row * 3 % 4)}.2024";
            string price = $"\"{row * 19 % 7},{row * 3 % 4}\"";
            string lab = row % 50 == 9 ? "n.d." : $"{row * 3 % 17}";
            string site = isSick && row % 40 == 0 ? "west" : row % 3 == 0 ? "north" : row % 3 == 1 ? "North" : "south";
            string again = dose;
            string result = isSick ? $"{8 + (row % 5)}" : $"{row % 5}";
            lines.Add($"{row + 1},{dose},{age},{visit},{price},{lab},{site},{again},{result},b7,{1 + (row % 2)},{(isSick ? "yes" : "no")}");
        }

        return _folder.Write("sick.csv", string.Join('\n', lines) + "\n");
    }
}
