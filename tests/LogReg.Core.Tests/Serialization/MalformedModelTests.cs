using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogReg.Tests.Serialization;

/// <summary>A model file is untrusted input: whatever it holds, loading gives a model or one line that says what is wrong.</summary>
public class MalformedModelTests
{
    public static TheoryData<string> OtherContents { get; } =
    [
        "", " \n", "null", "1", "\"logreg\"", "[]", "{}", "[{}]", "true", "x,y\n1,2\n", "{\"format\":\"other\",\"formatVersion\":1}",
        "{\"format\":null}", "{\"format\":1}", "{\"format\":\"LOGREG\",\"formatVersion\":1}", "{\"format\":\"logreg\"}", "\0\0\0\0",
        "\u001f\u008b",
    ];

    [Theory]
    [MemberData(nameof(OtherContents))]
    public void Load_OtherContent_IsRefused(string content) => AssertRefused(content);

    [Fact]
    public void Load_CutAnywhere_IsRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ModelText.Titanic());
        for (int length = 0; length < bytes.Length - 2; length += 50)
        {
            AssertRefused(bytes[..length]);
        }

        AssertRefused(bytes[..^2]);
        ModelText.Load(bytes[..^1]);
    }

    [Theory]
    [InlineData("titanic.csv", "survived")]
    [InlineData("titanic.csv", "passengerClass")]
    public void Load_AnyMemberMissing_IsRefused(string file, string target)
    {
        string text = ModelText.Of(ModelText.Fit(file, target));
        int count = 0;
        foreach (string path in Members(JsonNode.Parse(text)!))
        {
            JsonNode root = JsonNode.Parse(text)!;
            JsonNode member = Find(root, path, out JsonNode parent, out string name);
            if (IsOptional(path))
            {
                continue;
            }

            if (parent is JsonArray array)
            {
                // A feature need not have shares.
                if (path.StartsWith("/trainingShares/cells/", StringComparison.Ordinal) && path.Count('/') == 3)
                {
                    continue;
                }

                array.Remove(member);
            }
            else
            {
                parent.AsObject().Remove(name);
            }

            AssertRefused(root.ToJsonString(), path);
            count++;
        }

        Assert.True(count > 35);
    }

    [Theory]
    [InlineData("titanic.csv", "survived")]
    [InlineData("titanic.csv", "passengerClass")]
    public void Load_AnyMemberOfAnotherType_IsRefused(string file, string target)
    {
        string text = ModelText.Of(ModelText.Fit(file, target));
        foreach (string path in Members(JsonNode.Parse(text)!))
        {
            foreach (string replacement in (string[])[
                "\"abc\"", "12345.5", "true", "null", "[]", "{}", "[null]", "{\"a\":null}", "1e999", "-1e999", "\"NaN\"",
            ])
            {
                JsonNode root = JsonNode.Parse(text)!;
                JsonNode member = Find(root, path, out JsonNode parent, out string name);
                JsonNode? value = JsonNode.Parse(replacement);
                if (member.GetValueKind() == value?.GetValueKind() && value.GetValueKind() is JsonValueKind.String or JsonValueKind.True)
                {
                    continue;
                }

                if ((value is null && MayBeNull(path)) || (replacement == "[]" && MayBeEmpty.Contains(path)))
                {
                    continue;
                }

                if (member.GetValueKind() is JsonValueKind.Number && replacement == "12345.5" && !IsWhole(path))
                {
                    continue;
                }

                if (member.GetValueKind() is JsonValueKind.False && replacement == "true")
                {
                    continue;
                }

                if (parent is JsonArray array)
                {
                    array[int.Parse(name)] = value;
                }
                else
                {
                    parent.AsObject()[name] = value;
                }

                AssertRefused(root.ToJsonString(), $"{path} := {replacement}");
            }
        }
    }

    [Theory]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 7", "format version 7", "newer")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 2147483647", "format version 2147483647", "newer")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 0", "versions start at 1", "train")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 1.5", "invalid or has another structure", "train")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": 1.5", "threshold is 1.5", "train")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": NaN", "invalid", "train")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": Infinity", "invalid", "train")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": 1e999", "not a finite number", "train")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": 0.5, \"threshold\": 0.6", "invalid", "train")]
    [InlineData("\"type\": \"numeric\"", "\"type\": \"ordinal\"", "unknown type", "train")]
    [InlineData("\"name\": \"age\"", "\"name\": \"sex\"", "'sex' stands there twice", "train")]
    [InlineData("\"reference\": \"female\"", "\"reference\": \"other\"", "none of its levels", "train")]
    [InlineData("\"positive\": \"yes\"", "\"positive\": \"maybe\"", "target.positive", "train")]
    [InlineData("\"standardDeviation\": 1", "\"standardDeviation\": -1", "negative", "train")]
    [InlineData("\"minimum\": 0", "\"minimum\": 90", "minimum of 'age' is above its maximum", "train")]
    [InlineData("\"maximum\": 80", "\"unknown\": 80", "features[1].maximum' is missing", "train")]
    [InlineData("\"maximum\": 80", "\"maximum\": -1e999", "features[1].maximum is not a finite number", "train")]
    [InlineData("\"shares\": [", "\"shares\": [0.5,", "shares of 'sex' must be", "train")]
    [InlineData("\"shares\": [", "\"shares\": [], \"unknown\": [", "shares of 'sex' must be", "train")]
    [InlineData("\"shares\": [\n        0.", "\"shares\": [\n        1.", "shares of 'sex' must be", "train")]
    [InlineData("\"shares\": [\n        0.", "\"shares\": [\n        -0.", "shares of 'sex' must be", "train")]
    [InlineData("\"shares\": [\n        0.", "\"shares\": [\n        1e999, 0.", "shares of 'sex' must be", "train")]
    [InlineData("\"(intercept)\":", "\"strange\": 1, \"(intercept)\":", "belong to none", "train")]
    [InlineData("\"(intercept)\":", "\"age\": 1, \"(intercept)\":", "invalid", "train")]
    [InlineData("\"yes\": {", "\"no\": {}, \"yes\": {", "class that has no equation", "train")]
    [InlineData("\"age\": -", "\"age\": 1e999, \"unused\": -", "not a finite number", "train")]
    [InlineData("\"coefficients\": {", "\"coefficients\": {\"sur\\nprise\": 7,", "invalid", "train")]
    [InlineData("\"name\": \"age\"", "\"name\": \"a\\nge\"", "missing", "train")]
    [InlineData("\"name\": \"age\"", "\"name\": \"\\ud800\"", "invalid", "train")]
    [InlineData("\"format\": \"logreg\",", "\"format\": \"logreg\", // why\n", "invalid", "train")]
    public void Load_WrongContent_SaysWhat(string old, string replacement, string message, string hint)
    {
        string text = ModelText.Titanic();
        Assert.Contains(old, text, StringComparison.Ordinal);
        int position = text.IndexOf(old, StringComparison.Ordinal);
        LogRegException exception = AssertRefused(text[..position] + replacement + text[(position + old.Length)..]);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains(hint, exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DuplicateLevelsOrClasses_IsRefused()
    {
        AssertRefused(Changed(root => root["target"]!["classes"]![0] = "yes"));
        AssertRefused(Changed(root => root["target"]!["classes"]!.AsArray().Add("perhaps")));
        AssertRefused(Changed(root => root["features"]![0]!["levels"]!.AsArray().Add("male")));
    }

    [Fact]
    public void Load_CoefficientNamesThatCollide_IsRefused() => AssertRefused(Changed(root =>
    {
        root["features"]![1]!["name"] = "sex=male";
        root["coefficients"]!["yes"]!.AsObject().Remove("age");
    }));

    [Fact]
    public void Load_InvalidUtf8_IsRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ModelText.Titanic());
        foreach (string place in (string[])["female", "(intercept)", "format"])
        {
            byte[] broken = [.. bytes];
            broken[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(place))] = 0xFF;
            AssertRefused(broken);
        }

        AssertRefused(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(ModelText.Titanic())).ToArray());
    }

    [Theory]
    [InlineData("[", 100)]
    [InlineData("{\"a\":", 100)]
    [InlineData("[", 4_000_000)]
    [InlineData("{\"a\":", 1_000_000)]
    public void Load_DeepNesting_IsRefused(string opening, int count)
    {
        AssertRefused(string.Concat(Enumerable.Repeat(opening, count)));
        AssertRefused("{\"format\":\"logreg\",\"formatVersion\":1,\"extra\":" + string.Concat(Enumerable.Repeat(opening, count)));
    }

    [Fact]
    public void Load_LongMemberName_GivesAShortMessage()
    {
        string name = new('a', 100_000);
        LogRegException exception = AssertRefused(Changed(root => root["features"]![1]!["name"] = name));
        Assert.InRange(exception.Message.Length, 1, 600);
    }

    [Fact]
    public void Load_Path_NamesTheFileAndLine()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "{\n\"format\": \"logreg\",\n!\n}");
        var exception = Assert.Throws<LogRegException>(() => LogisticModel.Load(path));
        Assert.StartsWith($"{path}, line 3: this is not a model file", exception.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static bool IsWhole(string path) =>
        path is "/formatVersion" or "/training/rows" or "/training/iterations" or "/training/missing/rows"
            or "/training/missing/incompleteRows";

    // What older files do not have.
    private static bool IsOptional(string path) =>
        path.EndsWith("/shares", StringComparison.Ordinal)
        || path is "/trainingShares" or "/trainingShares/areaUnderRoc" or "/trainingShares/score" or "/trainingShares/classScores" or "/trainingShares/cells"
        || (path.StartsWith("/trainingShares/", StringComparison.Ordinal) && path.EndsWith("/missingCount", StringComparison.Ordinal))
        || (path.StartsWith("/trainingShares/classScores/", StringComparison.Ordinal)
            && (path.EndsWith("/areaUnderRoc", StringComparison.Ordinal) || path.EndsWith("/score", StringComparison.Ordinal)))
        || path is "/training/missing" or "/training/missing/incompleteRows"
        || OptionalInference.Any(name => path == "/inference" + name)
        || (path.StartsWith("/inference/", StringComparison.Ordinal) && path.EndsWith("/p", StringComparison.Ordinal)
            && path != "/inference/p");

    private static readonly string[] MayBeEmpty =
    [
        "/inference/collinearity/varianceInflation", "/inference/separation/unbounded", "/inference/aliased", "/trainingShares/cells",
    ];

    // A coefficient without an estimate has neither.
    private static bool MayBeNull(string path) =>
        path.StartsWith("/inference/standardErrors/", StringComparison.Ordinal)
            || path.StartsWith("/inference/p/", StringComparison.Ordinal) ? path.Count('/') == 4 : IsOptional(path);

    // What a model need not have: a test that was not made, a number that does not exist.
    private static readonly string[] OptionalInference =
    [
        "", "/tjurRSquared", "/hosmerLemeshow", "/hosmerLemeshow/statistic", "/hosmerLemeshow/meanAbsoluteError", "/collinearity",
        "/collinearity/conditionNumber", "/covariance", "/aic", "/bic",
        "/separation/separatedRows", "/separation/unbounded",
        "/collinearity/varianceInflation/0", "/collinearity/varianceInflation/1", "/collinearity/varianceInflation/2",
        "/collinearity/varianceInflation/0/factor", "/collinearity/varianceInflation/1/factor", "/collinearity/varianceInflation/2/factor",
    ];

    private static string Changed(Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(ModelText.Titanic())!;
        change(root);
        return root.ToJsonString();
    }

    private static IEnumerable<string> Members(JsonNode node, string path = "") => node switch
    {
        JsonObject members => members.SelectMany(pair => Members(pair.Value!, $"{path}/{pair.Key}").Prepend($"{path}/{pair.Key}")),
        JsonArray items => items.SelectMany((item, index) => Members(item!, $"{path}/{index}").Prepend($"{path}/{index}")),
        _ => [],
    };

    private static JsonNode Find(JsonNode root, string path, out JsonNode parent, out string name)
    {
        JsonNode node = parent = root;
        name = "";
        foreach (string part in path.Split('/').Skip(1))
        {
            parent = node;
            name = part;
            node = node is JsonArray array ? array[int.Parse(part)]! : node[part]!;
        }

        return node;
    }

    private static LogRegException AssertRefused(string content, string what = "") => AssertRefused(Encoding.UTF8.GetBytes(content), what);

    private static LogRegException AssertRefused(byte[] content, string what = "")
    {
        Exception? exception = Record.Exception(() => ModelText.Load(content));
        Assert.True(exception is LogRegException, $"{what}: {exception?.ToString() ?? "a model"}");
        Assert.NotEmpty(exception!.Message);
        Assert.DoesNotContain(exception.Message, char.IsControl);
        Assert.False(string.IsNullOrEmpty(((LogRegException)exception).Hint?.ToString()));
        return (LogRegException)exception;
    }
}
