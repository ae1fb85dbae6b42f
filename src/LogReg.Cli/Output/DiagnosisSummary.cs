using LogReg.Charts.Text;
using LogReg.Data;

namespace LogReg.Cli.Output;

/// <summary>Summarises a diagnosis while its rows stream by.</summary>
internal sealed class DiagnosisSummary
{
    private const int MostInfluential = 5;
    private const double LargeResidual = 3;
    private const int LongestName = 24;

    private readonly LogisticModel _model;
    private readonly string? _weightColumn;
    private readonly double _observations;
    private readonly int _rank;
    private readonly List<InfluentialRow> _influential = [];
    private long _rows;
    private long _missingCells;
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

    /// <summary>How many cells were missing in rows that the fit left out for that: their leverage is that of new rows.</summary>
    public long CellsOfRowsLeftOut => _model.Training.Missing?.Handling == MissingHandling.Drop ? _missingCells : 0;

    private double MeanLeverage => _rank / _observations;

    public void Add(DiagnosedChunk chunk)
    {
        _rows += chunk.RowCount;
        _missingCells += chunk.MissingCells.Sum();
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
                Insert(
                    new InfluentialRow(
                        chunk.FirstRow + row,
                        cook,
                        leverage,
                        chunk.StandardisedDevianceResiduals[row],
                        chunk.Classes[row],
                        chunk.Probabilities[row]));
            }
        }
    }

    /// <summary>Writes the summary.</summary>
    /// <param name="report">The destination.</param>
    /// <param name="places">Where the rows of <see cref="Influential"/> stand in the data; empty where these cannot be read
    /// again.</param>
    public void Write(ReportWriter report, IReadOnlyList<RowPlace> places)
    {
        if (_rows == 0)
        {
            report.Line("no rows");
            return;
        }

        report.Field(
            "Rows",
            $"{NumberFormat.Count(_rows)}; cut-offs from the {NumberFormat.Weight(_observations)} observations and "
                + $"{NumberFormat.Count(_rank, "coefficient")} of the model");
        report.Field("", Remarks());
        report.Field(
            "Leverage",
            $"{NumberFormat.Count(_leverageAboveTwice, "row")} above 2p/n = {NumberFormat.Significant(2 * MeanLeverage, 4)}, "
                + $"{NumberFormat.Count(_leverageAboveThrice)} above 3p/n");
        report.Field(
            "Cook's D",
            $"{NumberFormat.Count(_cookAboveSmall, "row")} above 4/n = {NumberFormat.Significant(4 / _observations, 4)}, "
                + $"{NumberFormat.Count(_cookAboveOne)} above 1",
            _cookAboveOne > 0 ? Tone.Warning : Tone.Quiet);
        report.Field("Residuals", $"{NumberFormat.Count(_largeResiduals, "standardised deviance residual")} beyond ±{LargeResidual}");
        if (_influential.Count > 0)
        {
            report.Blank();
            report.Line(_influential.Count == 1 ? "The most influential row:" : "The most influential rows:");
            report.Table(InfluentialTable(places));
        }
    }

    /// <summary>The most influential rows, from 0, the strongest first.</summary>
    public IEnumerable<long> Influential => _influential.Select(row => row.Row);

    private IEnumerable<string> Remarks()
    {
        if (_unknownClasses > 0)
        {
            yield return $"{NumberFormat.Count(_unknownClasses, "row")} without a known {_model.Target.Name}: leverage only";
        }

        if (_withoutLeverage > 0)
        {
            yield return $"{NumberFormat.Count(_withoutLeverage, "row")} using a coefficient without a finite estimate: residuals only";
        }

        if (_model.Inference?.Weights is not null && _weightColumn is null)
        {
            yield return "the model was trained with weights, but --weight is not given: every row counts once";
        }
    }

    private ReportTable InfluentialTable(IReadOnlyList<RowPlace> places)
    {
        // A number of the row is the first column already.
        bool hasPlaces = places.Count > 0 && places.Any(place => place.ToString() != RowPlace.OfRow(place.Number).ToString());
        bool areLines = places.All(place => place.IsLine);
        string positive = Printable.Cut(_model.Target.Positive!, LongestName);
        var table = new ReportTable(
            ["row", .. hasPlaces
                ? [areLines ? "line" : "place"]
                : Array.Empty<string>(), "Cook's distance", "leverage", "residual", Printable.Cut(_model.Target.Name, LongestName),
                $"P({positive})"])
        {
            Gap = 3,
            Dispensable = ["leverage"],
        };
        IReadOnlyList<string> distances = Column(row => row.CooksDistance);
        IReadOnlyList<string> leverages = Column(row => row.Leverage);
        IReadOnlyList<string> residuals = Column(row => row.Residual);
        IReadOnlyList<string> probabilities = Column(row => row.Probability);
        for (int index = 0; index < _influential.Count; index++)
        {
            table.Add(
            [
                NumberFormat.Count(_influential[index].Row + 1),
                .. hasPlaces ? [areLines ? NumberFormat.Count(places[index].Number) : places[index].ToString()] : Array.Empty<string>(),
                distances[index],
                leverages[index],
                residuals[index],
                Printable.Cut(_model.Target.Classes[_influential[index].Class], LongestName),
                probabilities[index],
            ]);
        }

        return table;
    }

    private IReadOnlyList<string> Column(Func<InfluentialRow, double> value) =>
        NumberFormat.AlignPoints([.. _influential.Select(row => NumberFormat.Significant(value(row), 4))]);

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

    private readonly record struct InfluentialRow(
        long Row, double CooksDistance, double Leverage, double Residual, int Class, double Probability);
}
