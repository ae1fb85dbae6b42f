using LogReg.Data;

namespace LogReg.Cli.Output;

/// <summary>What there is to say about a diagnosis as a whole, added up while the rows stream by.</summary>
internal sealed class DiagnosisSummary
{
    private const int MostInfluential = 5;
    private const double LargeResidual = 3;

    private readonly LogisticModel _model;
    private readonly string? _weightColumn;
    private readonly double _observations;
    private readonly int _rank;
    private readonly List<InfluentialRow> _influential = [];
    private long _rows;
    private long _unknownClasses;
    private long _withoutLeverage;
    private long _leverageAboveTwice;
    private long _leverageAboveThrice;
    private long _cookAboveSmall;
    private long _cookAboveOne;
    private long _largeResiduals;

    /// <param name="model">The model; it has an inference.</param>
    /// <param name="weightColumn">The column of the weights, or <see langword="null"/>.</param>
    public DiagnosisSummary(LogisticModel model, string? weightColumn)
    {
        _model = model;
        _weightColumn = weightColumn;
        _observations = model.Inference?.Observations ?? model.Training.Rows;
        _rank = model.Inference?.Rank ?? model.Coefficients.Count;
    }

    private double MeanLeverage => _rank / _observations;

    public void Add(DiagnosedChunk chunk)
    {
        _rows += chunk.RowCount;
        for (int row = 0; row < chunk.RowCount; row++)
        {
            double leverage = chunk.Leverages[row];
            _withoutLeverage += double.IsNaN(leverage) ? 1 : 0;
            if (chunk.Classes[row] < 0)
            {
                _unknownClasses++;
                continue;
            }

            _leverageAboveTwice += leverage > 2 * MeanLeverage ? 1 : 0;
            _leverageAboveThrice += leverage > 3 * MeanLeverage ? 1 : 0;
            _largeResiduals += Math.Abs(chunk.StandardisedDevianceResiduals[row]) > LargeResidual ? 1 : 0;
            double cook = chunk.CooksDistances[row];
            _cookAboveSmall += cook > 4 / _observations ? 1 : 0;
            _cookAboveOne += cook > 1 ? 1 : 0;
            if (cook > 0 && (_influential.Count < MostInfluential || cook > _influential[^1].CooksDistance))
            {
                Insert(new InfluentialRow(chunk.FirstRow + row, cook, leverage, chunk.StandardisedDevianceResiduals[row], chunk.Classes[row], chunk.Probabilities[row]));
            }
        }
    }

    /// <summary>The summary, each item a line.</summary>
    /// <param name="source">The input, in which the lines of rows are looked up where it can be read again.</param>
    /// <param name="cancellationToken">Ends the looking up.</param>
    public IReadOnlyList<string> Lines(CsvSource source, CancellationToken cancellationToken)
    {
        if (_rows == 0)
        {
            return ["no rows"];
        }

        string training = $"{NumberFormat.Weight(_observations)} observations and {NumberFormat.Count(_rank, "coefficient")} of the model";
        List<string> lines = [$"{NumberFormat.Count(_rows, "row")}; bounds from the {training}"];
        if (_unknownClasses > 0)
        {
            lines.Add($"{NumberFormat.Count(_unknownClasses, "row")} without a known {_model.Target.Name}: leverage only");
        }

        if (_withoutLeverage > 0)
        {
            lines.Add($"{NumberFormat.Count(_withoutLeverage, "row")} with a coefficient that has no finite estimate: residuals only");
        }

        if (_model.Inference?.Weights is not null && _weightColumn is null)
        {
            lines.Add("the model was trained with weights, but no --weight names their column: every row counts once");
        }

        lines.Add($"leverage: {NumberFormat.Count(_leverageAboveTwice, "row")} above 2p/n = {NumberFormat.Significant(2 * MeanLeverage, 4)}, {NumberFormat.Count(_leverageAboveThrice)} above 3p/n");
        lines.Add($"Cook's distance: {NumberFormat.Count(_cookAboveSmall, "row")} above 4/n = {NumberFormat.Significant(4 / _observations, 4)}, {NumberFormat.Count(_cookAboveOne)} above 1");
        lines.Add($"standardised deviance residual: {NumberFormat.Count(_largeResiduals, "row")} beyond ±{LargeResidual}");
        if (_influential.Count > 0)
        {
            lines.Add(_influential.Count == 1 ? "the most influential row:" : "the most influential rows:");
            lines.AddRange(_influential.Select(row => Describe(row, source, cancellationToken)));
        }

        return lines;
    }

    private string Describe(InfluentialRow row, CsvSource source, CancellationToken cancellationToken)
    {
        string line = source.CanReadAgain ? $" (line {NumberFormat.Count(source.FindLineOfRow(row.Row, cancellationToken))})" : "";
        return $"  row {NumberFormat.Count(row.Row + 1)}{line}: Cook {NumberFormat.Significant(row.CooksDistance, 4)}, leverage {NumberFormat.Significant(row.Leverage, 4)}, "
            + $"residual {NumberFormat.Significant(row.Residual, 4)}; {Printable.Cut(_model.Target.Classes[row.Class], 40)}, "
            + $"P({Printable.Cut(_model.Target.Positive!, 40)}) = {NumberFormat.Significant(row.Probability, 4)}";
    }

    // The largest first; of equal ones the earlier row.
    private void Insert(InfluentialRow row)
    {
        int place = _influential.FindIndex(other => row.CooksDistance > other.CooksDistance);
        _influential.Insert(place < 0 ? _influential.Count : place, row);
        if (_influential.Count > MostInfluential)
        {
            _influential.RemoveAt(MostInfluential);
        }
    }

    private readonly record struct InfluentialRow(long Row, double CooksDistance, double Leverage, double Residual, int Class, double Probability);
}
