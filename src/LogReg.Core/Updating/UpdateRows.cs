using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Design;
using LogReg.Evaluation;
using LogReg.Monitoring;
using LogReg.Terms;

namespace LogReg.Updating;

/// <summary>The rows of an update whose class is known and whose weight is not 0, with the columns of the model's terms as they were
/// standardised in training.</summary>
internal sealed class UpdateRows
{
    // 4 GB.
    private const long MostNumbers = 1L << 29;

    private readonly TermLayout _layout;
    private readonly TermBlock _block;
    private readonly List<double>[] _collected;
    private readonly List<double> _scores = [];
    private readonly List<double> _offsets = [];
    private readonly List<int> _classes = [];
    private readonly List<double> _weights = [];
    private readonly OrderedDictionary<string, long> _outOfRange = [];
    private readonly ModelContent _model;
    private double[][]? _columns;

    /// <param name="model">The model.</param>
    public UpdateRows(ModelContent model)
    {
        _model = model;
        _layout = model.Layout;
        _block = new TermBlock(_layout);
        _collected = [.. _layout.Names.Select(_ => new List<double>())];
    }

    /// <summary>The number of rows.</summary>
    public int Count => _classes.Count;

    /// <summary>The sum of the weights; without any, the number of rows.</summary>
    public double WeightSum => _weights.Count == 0 ? Count : new RowParts([Count]).Sum([.. _weights]);

    /// <summary>1 for a positive row, 0 for a negative one.</summary>
    public int[] Classes => [.. _classes];

    /// <summary>The weights, above 0, or <see langword="null"/> if each row has weight 1.</summary>
    public double[]? Weights => _weights.Count == 0 ? null : [.. _weights];

    /// <summary>The number of rows with a known class and weight 0, which are left out.</summary>
    public long RowsOfWeightZero { get; private set; }

    /// <summary>The log-odds of the original's equation, without offsets.</summary>
    public double[] Scores => [.. _scores];

    /// <summary>The offsets, or <see langword="null"/>.</summary>
    public double[]? Offsets => _offsets.Count == 0 ? null : [.. _offsets];

    /// <summary>The log-odds of the original's equation, with offsets.</summary>
    public double[] LogOdds => _offsets.Count == 0 ? Scores : [.. _scores.Zip(_offsets, (score, offset) => score + offset)];

    /// <summary>The column of each parameter.</summary>
    public double[][] Columns => _columns ??= Array.ConvertAll(_collected, column => column.ToArray());

    /// <summary>The number of numbers outside the range of training, for each feature that has any.</summary>
    public IReadOnlyDictionary<string, long> OutOfRangeCells => _outOfRange;

    /// <summary>Counts the numbers of a chunk that are outside the range of training, before missing cells are replaced.</summary>
    /// <param name="chunk">The cells, the features first.</param>
    public void CountRange(TableChunk chunk)
    {
        var states = new CellState[chunk.RowCount];
        foreach (FeatureCells cells in _layout.Cells.Where(cells => cells.Feature is NumericFeature))
        {
            cells.FillStates(chunk.Columns[cells.Place], states);
            long count = states.Count(state => state is CellState.BelowRange or CellState.AboveRange);
            if (count > 0)
            {
                _outOfRange[cells.Feature.Name] = _outOfRange.GetValueOrDefault(cells.Feature.Name) + count;
            }
        }
    }

    /// <summary>Adds the rows of a chunk whose class is known.</summary>
    /// <param name="chunk">The cells, missing ones replaced.</param>
    /// <param name="scores">Their scores and classes.</param>
    /// <param name="name">The name of the rows, for messages.</param>
    /// <exception cref="DataException">There are too many rows.</exception>
    public void Add(TableChunk chunk, ScoredChunk scores, string name)
    {
        if ((Count + (long)chunk.RowCount) * _collected.Length > MostNumbers)
        {
            throw new DataException(
                $"there are more rows than an update of {_collected.Length:N0} coefficients can hold in memory",
                name,
                hint: "update with a sample of the rows");
        }

        double[] values = new double[RowBlock.Capacity];
        double[] unit = new double[_layout.ColumnCount];
        for (int start = 0; start < chunk.RowCount; start += RowBlock.Capacity)
        {
            int count = Math.Min(RowBlock.Capacity, chunk.RowCount - start);
            RowBlock block = _block.Fill(chunk, start, count);
            for (int parameter = 0; parameter < _collected.Length; parameter++)
            {
                unit[_layout.ParameterColumns[parameter]] = 1;
                Array.Clear(values);
                block.AddProduct(unit, values.AsSpan(0, count));
                unit[_layout.ParameterColumns[parameter]] = 0;
                for (int row = 0; row < count; row++)
                {
                    if (IsTaken(scores, start + row))
                    {
                        _collected[parameter].Add(values[row]);
                    }
                }
            }
        }

        for (int row = 0; row < chunk.RowCount; row++)
        {
            RowsOfWeightZero += scores.Classes[row] >= 0 && !IsTaken(scores, row) ? 1 : 0;
            if (IsTaken(scores, row))
            {
                double offset = scores.Offsets.Count > 0 ? scores.Offsets[row] : 0;
                _scores.Add(scores.LogOdds[row] - offset);
                _classes.Add(scores.Classes[row] == _model.Target.PositiveIndex ? 1 : 0);
                if (scores.Offsets.Count > 0)
                {
                    _offsets.Add(offset);
                }

                if (!scores.Weights.IsEmpty)
                {
                    _weights.Add(scores.Weights[row]);
                }
            }
        }
    }

    /// <summary>The log-likelihood of the rows.</summary>
    /// <param name="logOdds">Their log-odds.</param>
    public double LogLikelihood(double[] logOdds) => -BinaryMetrics.Compute(logOdds, IsPositive(), Weights).LogLoss * WeightSum;

    /// <summary>The log-odds of standardised parameters, with offsets.</summary>
    /// <param name="parameters">The parameters.</param>
    public double[] ScoresOf(double[] parameters)
    {
        double[] scores = Offsets ?? new double[Count];
        for (int parameter = 0; parameter < parameters.Length; parameter++)
        {
            double[] column = Columns[parameter];
            for (int row = 0; row < scores.Length; row++)
            {
                scores[row] += parameters[parameter] * column[row];
            }
        }

        return scores;
    }

    /// <summary>The log-odds of the probabilities of a model of the same terms.</summary>
    /// <param name="model">The model.</param>
    public double[] ScoresOf(ModelContent model)
    {
        double[] logOdds = ReferenceEquals(model.Equations[0], _model.Equations[0]) ? LogOdds : ScoresOf(Standardised(model));
        return model.CalibrationSteps?.LogOddsAt(logOdds) ?? logOdds;
    }

    /// <summary>The area under the ROC curve.</summary>
    /// <param name="scores">The scores of the rows.</param>
    public double RocAuc(double[] scores) => BinaryMetrics.Compute(scores, IsPositive(), Weights).RocAuc;

    /// <summary>The parameters of standardised columns: β_j = s_j·b_j, and the intercept at the means.</summary>
    /// <param name="model">The model.</param>
    public static double[] Standardised(ModelContent model)
    {
        TermLayout layout = model.Layout;
        double[] parameters = [.. layout.Names.Select(name => model.Coefficients[0][name])];
        for (int parameter = 1; parameter < parameters.Length; parameter++)
        {
            parameters[0] += parameters[parameter] * layout.Means[parameter];
            parameters[parameter] *= layout.Scales[parameter];
        }

        return parameters;
    }

    /// <summary>The log loss and the accuracy of a model of the same terms.</summary>
    /// <param name="model">The model.</param>
    public (double Loss, double Accuracy) Judge(ModelContent model)
    {
        var metrics = BinaryMetrics.Compute(ScoresOf(model), IsPositive(), Weights, model.Threshold);
        return (metrics.LogLoss, metrics.Accuracy);
    }

    /// <summary>How a model of the same terms agrees with the classes.</summary>
    /// <param name="model">The model.</param>
    public OutcomeCheck Check(ModelContent model)
    {
        var tally = new OutcomeTally();
        ReadOnlySpan<int> classes = CollectionsMarshal.AsSpan(_classes);
        double[] scores = ScoresOf(model);
        for (int row = 0; row < scores.Length; row++)
        {
            if (_weights.Count == 0)
            {
                tally.Add(scores[row], classes[row] == 1);
            }
            else
            {
                tally.Add(scores[row], classes[row] == 1, _weights[row]);
            }
        }

        return tally.Check()!;
    }

    private static bool IsTaken(ScoredChunk scores, int row) =>
        scores.Classes[row] >= 0 && (scores.Weights.IsEmpty || scores.Weights[row] > 0);

    private bool[] IsPositive() => [.. _classes.Select(code => code == 1)];
}
