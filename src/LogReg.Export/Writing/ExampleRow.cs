using System.Globalization;
using LogReg.Terms;

namespace LogReg.Export.Writing;

/// <summary>A row, and what the model says of it.</summary>
/// <param name="Cells">A cell for each input: a number, a text, or <see langword="null"/> for a missing one.</param>
/// <param name="Prediction">The class.</param>
/// <param name="Probabilities">The probability of each class.</param>
internal sealed record ExampleRow(IReadOnlyList<object?> Cells, string Prediction, IReadOnlyList<double> Probabilities)
{
    // Enough to meet every branch of most models, and few enough to read.
    private const int Most = 60;

    /// <summary>Rows that differ from a typical one in one column: the ends of its range and beyond, each level, a level that training did
    /// not see, a missing cell.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<ExampleRow> Of(ExportedModel model)
    {
        object?[] typical = [.. model.Inputs.Select(input => CellsOf(input)[0])];
        var rows = new List<ExampleRow> { Score(model, typical) };
        int deepest = model.Inputs.Select(input => CellsOf(input).Count).DefaultIfEmpty(0).Max();
        for (int depth = 1; depth < deepest && rows.Count < Most; depth++)
        {
            foreach (ExportedInput input in model.Inputs.Where(input => depth < CellsOf(input).Count).Take(Most - rows.Count))
            {
                object?[] cells = [.. typical];
                cells[input.Place] = CellsOf(input)[depth];
                rows.Add(Score(model, cells));
            }
        }

        return rows;
    }

    /// <summary>The typical row with another date.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The column of the date.</param>
    /// <param name="text">The cell.</param>
    /// <param name="moment">What it means; <see langword="null"/> for a missing cell.</param>
    public static ExampleRow WithDate(ExportedModel model, ExportedInput input, string text, DateTime? moment)
    {
        object?[] cells = [.. model.Examples[0].Cells];
        cells[input.Place] = text;
        Dictionary<string, object?> row = ToRow(model, model.Examples[0].Cells);
        row[input.Feature.Name] = moment;
        return new ExampleRow(cells, model.Model.Predict(row), model.Model.PredictProbabilities(row));
    }

    // The typical cell first.
    private static List<object?> CellsOf(ExportedInput input)
    {
        if (input.Feature is not NumericFeature number)
        {
            return [.. input.Levels.Where(level => level != Feature.MissingLevel), null, "never seen in training"];
        }

        double?[] values =
        [
            number.TypicalCell, null, number.Minimum, number.Maximum, number.Maximum + number.StandardDeviation,
            number.Minimum - number.StandardDeviation,
        ];
        return [.. values.Where((value, place) => place == 1 || value is not null).Select(value => CellOf(value, input.IsDate))];
    }

    private static object? CellOf(double? value, bool isDate) => value is not double known ? null
        : isDate ? DateTime.UnixEpoch.AddDays(Math.Round(known)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : known;

    /// <summary>The cells by column, as the model takes them; an offset is 0.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cells">A cell for each input.</param>
    public static Dictionary<string, object?> ToRow(ExportedModel model, IReadOnlyList<object?> cells)
    {
        var row = new Dictionary<string, object?>();
        foreach (ExportedInput input in model.Inputs)
        {
            row[input.Feature.Name] = cells[input.Place] is string date && input.IsDate
                ? DateTime.Parse(date, CultureInfo.InvariantCulture)
                : cells[input.Place];
        }

        if (model.Offset is string offset)
        {
            row[offset] = 0.0;
        }

        return row;
    }

    private static ExampleRow Score(ExportedModel model, object?[] cells)
    {
        Dictionary<string, object?> row = ToRow(model, cells);
        return new ExampleRow(cells, model.Model.Predict(row), model.Model.PredictProbabilities(row));
    }
}
