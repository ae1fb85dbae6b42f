using System.Globalization;
using System.Text.Json;
using LogReg.Data;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Shared;

namespace LogReg.Server.Scoring;

/// <summary>What a request wants to know about each row.</summary>
internal sealed record PredictionOptions
{
    private const int MostReasons = 1000;

    private static readonly string[] OfBodies = ["interval", "reasons", "flags", "threshold"];
    private static readonly string[] OfQueries = [.. OfBodies, "append", "unknown", .. ReadingNames.All];

    private static readonly string[] OfEffects = ["unknown", ReadingNames.DecimalSeparator, ReadingNames.ThousandsSeparator];

    /// <summary>The confidence of intervals; <see langword="null"/> for none.</summary>
    public double? Interval { get; init; }

    /// <summary>The number of reasons.</summary>
    public int Reasons { get; init; }

    /// <summary>Whether unusual cells are flagged.</summary>
    public bool Flags { get; init; }

    /// <summary>The threshold; <see langword="null"/> for the model's.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether the columns of a CSV body come before the predictions.</summary>
    public bool Append { get; init; }

    /// <summary>Whether columns that the model does not have are ignored; <see langword="null"/> if the request does not say.</summary>
    public bool? IgnoresUnknown { get; init; }

    /// <summary>How the rows are written.</summary>
    public required CsvOptions Reading { get; init; }

    /// <summary>The options of <see cref="Reading"/> that the address names.</summary>
    public IReadOnlyList<string> ReadingNamed { get; init; } = [];

    /// <summary>Reads the options of a request for predictions off its address.</summary>
    /// <exception cref="ApiException">There is no such option, or a value is out of range.</exception>
    public static PredictionOptions Of(IQueryCollection query, ServedModel model) => Of(query, model, OfQueries);

    /// <summary>Reads the options of a request for an effect off its address: those that say how its row is written.</summary>
    /// <exception cref="ApiException">There is no such option, or a value is out of range.</exception>
    public static PredictionOptions OfEffect(IQueryCollection query, ServedModel model) => Of(query, model, OfEffects);

    private static PredictionOptions Of(IQueryCollection query, ServedModel model, string[] known)
    {
        var options = new PredictionOptions
        {
            Reading = new CsvOptions { MissingValues = model.Model.MissingValues, Threads = 1 },
        };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in query)
        {
            string value = values.Count == 1
                ? values[0] ?? ""
                : throw ApiException.Bad($"the query has '{name}' {values.Count} times", "send it once");
            options = name switch
            {
                _ when !known.Contains(name) => throw NoSuch(name, "query", known),
                "interval" => options with { Interval = IntervalOf(value, model) },
                "reasons" => options with { Reasons = ReasonsOf(WholeOf(name, value), model) },
                "flags" => options with { Flags = TruthOf(name, value) },
                "threshold" => options with { Threshold = ThresholdOf(NumberOf(name, value), model) },
                "append" => options with { Append = TruthOf(name, value) },
                "unknown" => options with
                {
                    IgnoresUnknown = value is "ignore" or "error"
                        ? value == "ignore"
                        : throw Wrong(name, value, "ignore or error"),
                },
                _ => options with
                {
                    Reading = CsvReading.With(options.Reading, name, value),
                    ReadingNamed = [.. options.ReadingNamed, name],
                },
            };
        }

        return options;
    }

    /// <summary>Reads an option from a member of a JSON body.</summary>
    /// <exception cref="ApiException">There is no such option, or a value is out of range.</exception>
    public PredictionOptions With(JsonProperty member, ServedModel model)
    {
        string name = member.Name;
        JsonElement value = member.Value;
        string text = value.ValueKind == JsonValueKind.String ? JsonText.Of(value, name) : value.GetRawText();
        return name switch
        {
            _ when value.ValueKind == JsonValueKind.Null => this,
            "interval" => this with { Interval = IntervalOf(text, model) },
            "reasons" => this with { Reasons = ReasonsOf(WholeOf(name, text), model) },
            "flags" => this with { Flags = TruthOf(name, text) },
            "threshold" => this with { Threshold = ThresholdOf(NumberOf(name, text), model) },
            _ => throw NoSuch(name, "request", ["rows", .. OfBodies]),
        };
    }

    /// <summary>Makes sure that the options of reading have an effect.</summary>
    /// <param name="body">How messages call the body.</param>
    /// <param name="taken">The options that it takes.</param>
    /// <exception cref="ApiException">One has none.</exception>
    public void RequireUsed(string body, params IEnumerable<string> taken)
    {
        if (ReadingNamed.Except(taken).FirstOrDefault() is string idle)
        {
            throw ApiException.Bad($"'{idle}' has no effect on {body}", "leave it out");
        }

        if (Append)
        {
            throw ApiException.Bad($"'append' has no effect on {body}", "leave it out: the predictions are in the order of the rows");
        }
    }

    /// <summary>What the library is to compute.</summary>
    /// <param name="kept">The columns whose texts are needed.</param>
    public ScoringOptions ToScoring(IReadOnlyList<string> kept) =>
        new() { Interval = Interval, Contributions = Reasons, Flags = true, KeptColumns = kept, ReadTarget = false };

    private static double? IntervalOf(string value, ServedModel model)
    {
        if (value.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        double confidence = value.Equals("true", StringComparison.OrdinalIgnoreCase) ? model.Confidence : NumberOf("interval", value);
        return confidence is > 0 and < 1
            ? confidence
            : throw Wrong("interval", value, "true, false, or a confidence level between 0 and 1 such as 0.95");
    }

    private static int ReasonsOf(int count, ServedModel model)
    {
        if (count is < 0 or > MostReasons)
        {
            throw Wrong("reasons", count.ToString(CultureInfo.InvariantCulture), "a whole number from 0 to 1000");
        }

        return count == 0 || model.Model.Target.IsBinary
            ? count
            : throw ApiException.Bad(
                $"reasons are for two classes, but the model has {model.Model.Target.Classes.Count}", "leave 'reasons' out");
    }

    private static double ThresholdOf(double threshold, ServedModel model) =>
        threshold is not (>= 0 and <= 1)
            ? throw Wrong("threshold", threshold.ToString(CultureInfo.InvariantCulture), "a number from 0 to 1")
            : model.Model.Target.IsBinary
                ? threshold
                : throw ApiException.Bad(
                    $"a threshold is for two classes, but the model has {model.Model.Target.Classes.Count}",
                    "leave 'threshold' out: the most probable class is predicted");

    private static bool TruthOf(string name, string value) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase)
        || (value.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : throw Wrong(name, value, "true or false"));

    private static int WholeOf(string name, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Wrong(name, value, "a whole number");

    private static double NumberOf(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw Wrong(name, value, "a number");

    private static ApiException Wrong(string name, string value, string expected) =>
        ApiException.Bad($"'{name}' is '{(value.Length > 80 ? value[..80] + "…" : value)}', but must be {expected}", value: value, expected: expected);

    private static ApiException NoSuch(string name, string place, string[] known)
    {
        IReadOnlyList<string> nearest = NearestNames.Find(name, known, most: 1);
        return ApiException.Bad(
            $"the {place} has '{(name.Length > 80 ? name[..80] + "…" : name)}', which is not an option",
            nearest.Count > 0 ? $"did you mean '{nearest[0]}'?" : $"the options are {string.Join(", ", known)}");
    }
}
