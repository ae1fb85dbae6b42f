using LogReg.Design;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The standard deviation over the training rows of what all terms of a feature contribute to the log-odds, a product's
/// contribution shared equally between its features. Terms of one feature are correlated, so it cannot be computed from the deviations of
/// the terms.</summary>
internal sealed class ContributionSpread
{
    private readonly TermLayout _layout;
    private readonly DesignMatrix _design;
    private readonly double[]? _weights;
    private readonly int _threads;

    /// <param name="rows">The training rows.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public ContributionSpread(EncodedRows rows, int threads)
    {
        _layout = rows.Layout;
        _design = rows.Training.Design;
        _weights = rows.RowWeights;
        _threads = threads;
    }

    /// <summary>The features that have several terms or a part of a product, with their deviations; of several classes, the root mean
    /// square over all pairs of classes.</summary>
    /// <param name="equations">The equations of the model.</param>
    /// <param name="classCount">The number of classes, of which one may have no equation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public IReadOnlyList<FeatureImportance> Of(
        IReadOnlyList<LinearEquation> equations, int classCount, CancellationToken cancellationToken) =>
        [.. Enumerable.Range(0, _layout.Features.Count).Where(feature => !_layout.HasTermAlone(feature)).Select(
            feature => new FeatureImportance(
                _layout.Features[feature].Name,
                Math.Sqrt(Variance([.. equations.Select(own => Coefficients(own, feature))], classCount, cancellationToken))))];

    private double Variance(double[][] equations, int classCount, CancellationToken cancellationToken)
    {
        if (classCount == 2)
        {
            return Variance(equations[0], cancellationToken);
        }

        // The mean over all pairs of classes of the variance of a difference, from the differences from the mean of all classes.
        double[] mean = [.. equations[0].Select((_, column) => equations.Sum(own => own[column]) / classCount)];
        double sum = equations.Length < classCount ? Variance(mean, cancellationToken) : 0;
        foreach (double[] own in equations)
        {
            sum += Variance([.. own.Zip(mean, (weight, centre) => weight - centre)], cancellationToken);
        }

        return 2 * sum / (classCount - 1);
    }

    // What the standardised columns of the feature's terms contribute for each unit, the feature's part of it.
    private double[] Coefficients(LinearEquation equation, int feature)
    {
        double[] coefficients = new double[_layout.ColumnCount];
        foreach ((int index, Term term) in _layout.Terms.Index().Where(pair => pair.Item.Features.Contains(feature)))
        {
            foreach (TermParameter parameter in term.Parameters)
            {
                coefficients[_layout.FirstColumn(index) + parameter.Place] =
                    equation.Weights[index][parameter.Place] * parameter.Scale / term.Features.Count;
            }
        }

        return coefficients;
    }

    private double Variance(double[] coefficients, CancellationToken cancellationToken)
    {
        double[] values = new double[_design.Parts.Count];
        Moments first = Sum(
            (block, sums) =>
            {
                Span<double> own = values.AsSpan(block.FirstRow, block.RowCount);
                block.AddProduct(coefficients, own);
                AddMoments(block, own, centre: 0, sums);
            },
            cancellationToken);
        double mean = first.Value / first.Weight;
        Moments second = Sum(
            (block, sums) => AddMoments(block, values.AsSpan(block.FirstRow, block.RowCount), mean, sums), cancellationToken);
        return second.Square / second.Weight;
    }

    private Moments Sum(Action<RowBlock, PassAccumulator> addBlock, CancellationToken cancellationToken)
    {
        ReadOnlySpan<double> sums = DesignPass.Run(
            _design, new PassShape(3, 0, WithHessian: false), _threads, new PassPool(), addBlock, cancellationToken).Gradient;
        return new Moments(sums[0], sums[1], sums[2]);
    }

    private void AddMoments(RowBlock block, ReadOnlySpan<double> values, double centre, PassAccumulator sums)
    {
        double weights = 0;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < values.Length; row++)
        {
            double weight = _weights?[block.FirstRow + row] ?? 1;
            double difference = values[row] - centre;
            weights += weight;
            sum += weight * difference;
            squares += weight * difference * difference;
        }

        sums.Gradient[0] += weights;
        sums.Gradient[1] += sum;
        sums.Gradient[2] += squares;
    }

    /// <summary>Sums over rows.</summary>
    /// <param name="Weight">Of the weights.</param>
    /// <param name="Value">Of the differences from a centre, weighted.</param>
    /// <param name="Square">Of their squares, weighted.</param>
    private readonly record struct Moments(double Weight, double Value, double Square);
}
