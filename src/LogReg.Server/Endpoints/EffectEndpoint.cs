using System.Text.Json;
using LogReg.Data;
using LogReg.Server.Documents;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Server.Scoring;
using LogReg.Shared;
using LogReg.Terms;

namespace LogReg.Server.Endpoints;

/// <summary>What a column does to the prediction of a row: the same row with other values of it.</summary>
internal static class EffectEndpoint
{
    private const int Steps = 80;
    private const int MostLevels = 100;

    // Without the range of a column in the model, this many standard deviations on either side of the mean cover most of it.
    private const double Reach = 2.5;

    /// <summary>Answers <c>POST /v1/models/{name}:effect</c>.</summary>
    public static async Task Handle(HttpContext context, ServedModel served)
    {
        PredictionOptions options = PredictionOptions.OfEffect(context.Request.Query, served);
        RequestBody.RequireJson(context.Request);
        if (served.Vector is not null)
        {
            throw ApiException.Bad("the model reads vectors, which have no curve", "ask for predictions with other numbers");
        }

        JsonElement root = await RequestBody.ReadJson(context);
        (JsonElement row, string column) = Read(root);
        Feature feature = served.FeatureOf(column) ?? throw NoSuch(column, served);
        var rows = new JsonRows(served, options.IgnoresUnknown ?? false, options.Reading) { NeedsColumn = false };
        rows.Add(row);
        DataCell[] cells = rows.Cells[0];
        EffectValue[] values = feature switch
        {
            NumericFeature number =>
                [.. NumbersOf(served.Model, number, OwnOf(row, column)).Select(value => EffectValue.Of(number, value))],
            CategoricalFeature levels => [.. LevelsOf(levels).Select(EffectValue.Of)],
            _ => throw ApiException.Bad($"the column '{column}' is a text, which has no curve", "choose a number or a column of levels"),
        };
        int place = served.PlaceOf(column);
        DataCell[][] changed = Array.ConvertAll(values, value =>
        {
            var copy = (DataCell[])cells.Clone();
            copy[place] = value.Cell;
            return copy;
        });

        // The row itself comes first: what is wrong with it is said of row 1.
        using DataSource source = rows.SourceOf([cells, .. changed]);
        EffectDocument document = Score(served, column, source, values, context.RequestAborted);
        await Answer.Write(context, document, ServerJsonContext.Readable.EffectDocument);
    }

    private static EffectDocument Score(
        ServedModel served, string column, DataSource source, EffectValue[] values, CancellationToken cancellationToken)
    {
        var options = new ScoringOptions { Interval = served.HasIntervals ? served.Confidence : null, ReadTarget = false };
        var points = new List<EffectPointDocument>();
        try
        {
            foreach (ScoredChunk chunk in served.Model.Score(source, options, cancellationToken: cancellationToken))
            {
                for (int index = chunk.FirstRow == 0 ? 1 : 0; index < chunk.RowCount; index++)
                {
                    points.Add(new EffectPointDocument
                    {
                        Number = values[points.Count].Number,
                        Level = values[points.Count].Level,
                        Probabilities = ClassProbabilities.ByName(served.Model, ClassProbabilities.Of(served.Model, chunk, index)),
                        Interval = options.Interval is null ? null : IntervalDocument.Of(chunk.Lower[index], chunk.Upper[index]),
                    });
                }
            }
        }
        catch (LogRegException exception)
        {
            throw ApiException.Of(exception, served.Model);
        }

        return new EffectDocument { Model = served.Name, Column = column, Points = points };
    }

    private static (JsonElement Row, string Column) Read(JsonElement root)
    {
        const string Hint = "send an object such as {\"row\": {…}, \"column\": \"age\"}";
        return root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("row", out JsonElement row)
            ? throw ApiException.Bad("the request has no 'row'", Hint)
            : root.TryGetProperty("column", out JsonElement name) && name.ValueKind == JsonValueKind.String
                ? (row, JsonText.Of(name, "column"))
                : throw ApiException.Bad("the request has no 'column', the name of the one that changes", Hint);
    }

    private static IEnumerable<double> NumbersOf(LogisticModel model, NumericFeature feature, double? own)
    {
        double from = feature.Minimum ?? feature.Mean - (Reach * feature.StandardDeviation);
        double to = feature.Maximum ?? feature.Mean + (Reach * feature.StandardDeviation);
        if (feature.DateOrder is not null)
        {
            return GridOf(from, to).Select(Math.Floor).Distinct();
        }

        // The row is on its own curve, even out of the range of training.
        (from, to) = (Math.Min(from, own ?? from), Math.Max(to, own ?? to));

        // On either side of a place where the curve has an angle or jumps.
        return model.KnotsOf(feature.Name).Concat(model.LimitsOf(feature.Name))
            .SelectMany(value => new[] { Math.BitDecrement(value), value })
            .Where(value => value > from && value < to)
            .Concat(GridOf(from, to)).Distinct().Order();
    }

    // No difference of two numbers, which might be beyond the range of a double.
    private static IEnumerable<double> GridOf(double from, double to) => Enumerable.Range(0, Steps + 1).Select(
        step => (from * ((double)(Steps - step) / Steps)) + (to * ((double)step / Steps)));

    private static double? OwnOf(JsonElement row, string column) =>
        row.TryGetProperty(column, out JsonElement value) && value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble())
            ? value.GetDouble()
            : null;

    private static IEnumerable<string> LevelsOf(CategoricalFeature feature) =>
        feature.Levels.Count > MostLevels && feature.Shares is { } shares
        ? feature.Levels.Zip(shares).OrderByDescending(pair => pair.Second).Take(MostLevels).Select(pair => pair.First)
        : feature.Levels.Take(MostLevels);

    private static ApiException NoSuch(string column, ServedModel served)
    {
        IReadOnlyList<string> nearest = NearestNames.Find(column, served.Columns, most: 1);
        return ApiException.Bad(
            $"the model has no feature '{(column.Length > 80 ? column[..80] + "…" : column)}'",
            nearest.Count > 0 ? $"did you mean '{nearest[0]}'?" : $"the features are {string.Join(", ", served.Columns.Take(8))}");
    }

    /// <summary>A value of the column that changes.</summary>
    private sealed record EffectValue(DataCell Cell, double? Number, string? Level)
    {
        public static EffectValue Of(NumericFeature feature, double value) =>
            new(feature.DateOrder is DateOrder order ? DataCell.Of(DayText.Of(value, order)) : DataCell.Of(value), value, null);

        public static EffectValue Of(string level) =>
            new(level == Feature.MissingLevel ? DataCell.Missing : DataCell.Of(level), null, level);
    }
}
