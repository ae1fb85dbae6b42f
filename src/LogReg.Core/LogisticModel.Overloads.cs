using System.Text.Json;
using LogReg.Data;
using LogReg.Terms;
using MathNet.Numerics.LinearAlgebra;

namespace LogReg;

/// <content>Predictions for a row by column names, and for MathNet matrices.</content>
public sealed partial class LogisticModel
{
    /// <summary>Computes the log-odds of a row given by column names; see
    /// <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</summary>
    /// <param name="row">The row.</param>
    public double LogOdds(IReadOnlyDictionary<string, object?> row)
    {
        RequireBinary();
        return (Layout.HasSparseTerms ? LogOddsOf(_equations[0], ToChunk(row)) : LogOdds(ToSpanRow(row))) + OffsetOf(row);
    }

    /// <summary>Predicts the probability of the positive class for a row given by column names.
    /// <see cref="Score(IReadOnlyDictionary{string, object?})"/> also tells which cells are unlike those of training.</summary>
    /// <param name="row">A value for each feature: a number, a string, a Boolean, or a <see cref="JsonElement"/> with one of these, as in a
    /// web request; for a feature of vectors, numbers by their index. For a missing value, use <see langword="null"/>, NaN or one of
    /// <see cref="MissingValues"/>. Unseen levels count as the
    /// reference level; columns that are not features are ignored.</param>
    /// <returns>The probability, 0 to 1.</returns>
    /// <exception cref="ArgumentException">A feature is missing, or the value of a numeric feature is not a finite number, or a JSON text
    /// is not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    public double PredictProbability(IReadOnlyDictionary<string, object?> row) => ProbabilityAt(LogOdds(row));

    /// <summary>Predicts the probability of every class for a row given by column names.</summary>
    /// <param name="row">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</param>
    /// <returns>One probability for each class of the target, in their order.</returns>
    /// <exception cref="ArgumentException">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</exception>
    public double[] PredictProbabilities(IReadOnlyDictionary<string, object?> row)
    {
        double[] probabilities = new double[Target.Classes.Count];
        if (Target.IsBinary)
        {
            BinaryProbabilities(LogOdds(row), probabilities);
        }
        else if (Layout.HasSparseTerms)
        {
            TableChunk chunk = ToChunk(row);
            for (int equation = 0; equation < _equations.Length; equation++)
            {
                probabilities[Content.EquationClasses[equation]] = LogOddsOf(_equations[equation], chunk);
            }

            Numerics.Softmax.InPlace(probabilities);
        }
        else
        {
            PredictProbabilities(ToSpanRow(row), probabilities);
        }

        return probabilities;
    }

    /// <summary>Predicts the class of a row given by column names.</summary>
    /// <param name="row">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</param>
    /// <returns>One of the target's classes.</returns>
    /// <exception cref="ArgumentException">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</exception>
    public string Predict(IReadOnlyDictionary<string, object?> row)
    {
        if (Target.IsBinary)
        {
            return PredictProbability(row) >= Threshold ? Target.Positive! : Target.Negative!;
        }

        return Layout.HasSparseTerms
            ? Target.Classes[System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(PredictProbabilities(row))]
            : Predict(ToSpanRow(row));
    }

    /// <summary>Computes the log-odds of the rows of a matrix, for a model with two classes.</summary>
    /// <param name="rows">An n × m matrix; each row has values as for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <returns>n log-odds.</returns>
    /// <exception cref="ArgumentException">The number of columns differs from the number of features.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    public Vector<double> LogOdds(Matrix<double> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] values = new double[rows.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = LogOdds(rows.Row(row).ToArray());
        }

        return Vector<double>.Build.Dense(values);
    }

    /// <summary>Predicts the probability of the positive class for the rows of a matrix.</summary>
    /// <param name="rows">As for <see cref="LogOdds(Matrix{double})"/>.</param>
    /// <returns>n probabilities.</returns>
    /// <exception cref="ArgumentException">As for <see cref="LogOdds(Matrix{double})"/>.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    public Vector<double> PredictProbability(Matrix<double> rows) => LogOdds(rows).Map(Numerics.LogisticFunctions.Sigmoid);

    /// <summary>Predicts the probability of every class for the rows of a matrix.</summary>
    /// <param name="rows">As for <see cref="LogOdds(Matrix{double})"/>.</param>
    /// <returns>n × K probabilities; the columns are in the order of the target's classes.</returns>
    /// <exception cref="ArgumentException">As for <see cref="LogOdds(Matrix{double})"/>.</exception>
    public Matrix<double> PredictProbabilities(Matrix<double> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var probabilities = Matrix<double>.Build.Dense(rows.RowCount, Target.Classes.Count);
        double[] row = new double[Target.Classes.Count];
        for (int index = 0; index < rows.RowCount; index++)
        {
            PredictProbabilities(rows.Row(index).ToArray(), row);
            probabilities.SetRow(index, row);
        }

        return probabilities;
    }

    private double[] ToSpanRow(IReadOnlyDictionary<string, object?> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        double[] values = new double[Features.Count];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = Layout.Cells[index].ToValue(ValueOf(row, Features[index].Name), IsMissing);
        }

        return values;
    }

    private static object? ValueOf(IReadOnlyDictionary<string, object?> row, string feature)
    {
        if (row.TryGetValue(feature, out object? value))
        {
            return Plain(feature, value);
        }

        string hint = NameHint.Of(feature, [.. row.Keys]) is string nearest ? $" ({nearest})" : "";
        throw new ArgumentException(
            $"The row has no value for the feature {DataException.Quote(feature)}{hint}; null means that it is missing.");
    }

    // A text or a vector is no number: a row with one becomes a chunk of a single row.
    private TableChunk ToChunk(IReadOnlyDictionary<string, object?> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var columns = new Column[Features.Count];
        for (int index = 0; index < columns.Length; index++)
        {
            columns[index] = Layout.Cells[index].ToColumn(ValueOf(row, Features[index].Name), IsMissing);
            Layout.Cells[index].Impute(columns[index]);
        }

        return new TableChunk(0, 1, columns);
    }

    private double LogOddsOf(LinearEquation equation, TableChunk chunk)
    {
        double logOdds = 0;
        Layout.LogOdds(equation, chunk, new Span<double>(ref logOdds));
        return logOdds;
    }

    private double OffsetOf(IReadOnlyDictionary<string, object?> row)
    {
        double offset = OffsetColumn is not null && row.TryGetValue(OffsetColumn, out object? value)
            ? NumericCells.ToNumber(OffsetColumn, Plain(OffsetColumn, value), IsMissing)
            : 0;
        return double.IsNaN(offset) ? throw new ArgumentException($"The offset {DataException.Quote(OffsetColumn!)} is "
            + $"missing.", nameof(row)) : offset;
    }

    // A serializer that only knows the type object leaves values as JSON elements.
    private static object? Plain(string name, object? value) => value is not JsonElement json
        ? value
        : json.ValueKind switch
        {
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.String => TextOf(name, json),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => throw new ArgumentException(
                $"The value of {DataException.Quote(name)} is a JSON {(json.ValueKind == JsonValueKind.Array ? "array" : "object")}, "
                    + $"but must be a number, "
                    + $"a text, true, false or null."),
        };

    // JSON may hold half of a surrogate pair (\ud800), or bytes that are no UTF-8: its reader tells only who asks for the text.
    private static string? TextOf(string name, JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException($"The value of {DataException.Quote(name)} is a JSON text that is not valid Unicode.", exception);
        }
    }

    private bool IsMissing(string text) => MissingValues.Contains(CellText.Trim(text), StringComparer.OrdinalIgnoreCase);
}
