using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Updating;

namespace LogReg.Server.Tests;

/// <summary>Models of every kind that is served, trained once, in a folder of their own.</summary>
internal static class TestModels
{
    private static readonly Lazy<IReadOnlyDictionary<string, LogisticModel>> All = new(Train);

    /// <summary>A model by its name.</summary>
    public static LogisticModel Of(string name) => All.Value[name];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["titanic", "birthwt", "products", "iris", "ridge", "words", "offset"];

    /// <summary>The path of a data set.</summary>
    public static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    /// <summary>The data that a model was trained on.</summary>
    public static string DataOf(string model) => model switch
    {
        "products" or "offset" or "birthwt" => Data("birthwt.csv"),
        "ridge" => Data("titanic.csv"),
        "words" => "",
        _ => Data($"{model}.csv"),
    };

    /// <summary>The rows of a data set, as names and texts.</summary>
    public static IReadOnlyList<Dictionary<string, object?>> RowsOf(string model, int most)
    {
        if (model == "words")
        {
            return [.. Reviews.Take(most).Select(review => new Dictionary<string, object?> { ["review"] = review.Text })];
        }

        string[][] lines = [.. File.ReadLines(DataOf(model)).Take(most + 1).Select(line => line.Split(','))];
        HashSet<string> read = [.. Of(model).RequiredColumns];
        return
        [
            .. lines.Skip(1).Select(cells => lines[0].Zip(cells).Where(pair => read.Contains(pair.First))
                .ToDictionary(pair => pair.First, pair => (object?)(pair.Second.Length == 0 ? null : pair.Second))),
        ];
    }

    /// <summary>Writes models into a folder.</summary>
    public static IReadOnlyList<string> Save(string folder, params IEnumerable<string> names) => [.. names.Select(name =>
    {
        string path = Path.Combine(folder, $"{name}.json");
        Of(name).Save(path);
        return path;
    })];

    private static readonly (string Text, string Class)[] Reviews =
    [
        .. Enumerable.Range(0, 60).Select(index => (
            $"{(index % 3 == 0 ? "a fine film, \"truly\" fine" : "a dull film")} number {index % 7}{(index % 5 == 0 ? " with music" : "")}",
            (index % 3 == 0) == (index % 11 != 0) ? "good" : "bad")),
    ];

    /// <summary>Rows of a LIBSVM file with three indices.</summary>
    public static string Libsvm { get; } = string.Concat(Enumerable.Range(0, 80).Select(row => string.Create(
        CultureInfo.InvariantCulture,
        $"{(row * 7 % 11 < 5 ? 1 : 0)} 3:{row % 5 - 1.5}{(row % 3 == 0 ? $" 17:{1 + row % 2}" : "")}{(row % 4 == 1 ? " 40:0.25" : "")}\n")));

    /// <summary>Text as a stream that can be opened again.</summary>
    public static Func<Stream> StreamOf(string text) => () => new MemoryStream(Encoding.UTF8.GetBytes(text));

    private static Dictionary<string, LogisticModel> Train()
    {
        DataSource Csv(string name) => CsvSource.FromFile(Data(name));
        return new Dictionary<string, LogisticModel>
        {
            ["titanic"] = new LogisticRegression { Target = "survived" }.Fit(Csv("titanic.csv")).Model,
            ["birthwt"] = new LogisticRegression { Formula = "low ~ spline(age, 3) + log(lwt) + smoke" }.Fit(Csv("birthwt.csv")).Model,
            ["products"] = new LogisticRegression { Formula = "low ~ age*smoke + lwt^2 + cut(ftv, 1, 2)" }.Fit(Csv("birthwt.csv")).Model,
            ["iris"] = new LogisticRegression { Target = "species", Penalty = PenaltyKind.Ridge, Lambda = 0.01 }.Fit(Csv("iris.csv")).Model,
            ["ridge"] = new LogisticRegression
            {
                Target = "survived",
                Penalty = PenaltyKind.Ridge,
                Lambda = 0.1,
                MissingHandling = MissingHandling.Impute,
            }.Fit(Csv("titanic.csv")).Model,
            ["words"] = new LogisticRegression { Formula = "sentiment ~ text(review)", Penalty = PenaltyKind.Ridge, Lambda = 0.01 }
                .Fit(CsvSource.FromStream(StreamOf(ReviewsCsv()), "reviews")).Model,
            ["offset"] = new LogisticRegression { Target = "low", Features = ["age", "smoke"], OffsetColumn = "ptl" }
                .Fit(Csv("birthwt.csv")).Model,
            ["vectors"] = new LogisticRegression { Target = "label", Penalty = PenaltyKind.Ridge, Lambda = 0.05 }
                .Fit(LibsvmSource.FromStream(StreamOf(Libsvm), "vectors")).Model,
            ["isotonic"] = new LogisticRegression { Formula = "survived ~ age + sex" }.Fit(Csv("titanic.csv")).Model.Update(
                Csv("titanic.csv"), new UpdateOptions { Method = UpdateMethod.Isotonic }).Model,
            ["recalibrated"] = new LogisticRegression { Target = "survived" }.Fit(Csv("titanic.csv")).Model
                .Update(Csv("titanic.csv"), new UpdateOptions { Method = UpdateMethod.Slope }).Model,
            ["refitted"] = new LogisticRegression { Target = "survived" }.Fit(Csv("titanic.csv")).Model
                .Update(Csv("titanic.csv"), new UpdateOptions { Method = UpdateMethod.Refit }).Model,
            ["nameless"] = new LogisticRegression { Target = "x4" }
                .Fit(CsvSource.FromStream(
                    StreamOf(string.Join('\n', File.ReadLines(Data("titanic.csv")).Skip(1))),
                    "titanic without a header",
                    new CsvOptions { HasHeader = false })).Model,
        };
    }

    private static string ReviewsCsv() => "review,sentiment\n" + string.Concat(
        Reviews.Select(review => $"\"{review.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{review.Class}\n"));
}
