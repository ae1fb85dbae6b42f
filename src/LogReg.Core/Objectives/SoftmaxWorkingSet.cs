using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>The working set of more than two classes.</summary>
internal sealed class SoftmaxWorkingSet : WorkingSet
{
    private readonly bool _hasReference;
    private SoftmaxRowPasses _passes;
    private SoftmaxObjective _objective;
    private double[] _diagonal = [];
    private double[][] _probabilities = [];
    private double[][] _rowWeights = [];

    /// <param name="data">Three classes or more.</param>
    /// <param name="hasReference">Whether the first class has no equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public SoftmaxWorkingSet(ClassificationData data, bool hasReference, int threads)
        : base(data, hasReference ? data.ClassCount - 1 : data.ClassCount, threads)
    {
        _hasReference = hasReference;
        _passes = new SoftmaxRowPasses(data, threads, hasReference);
        _objective = new SoftmaxObjective(_passes, Penalty.None);
    }

    protected override ObjectiveEvaluation Compute(
        ReadOnlySpan<double> parameters, Span<double> gradient, CancellationToken cancellationToken) =>
        _objective.Evaluate(parameters, gradient, [], cancellationToken);

    protected override void Renew(ReadOnlySpan<double> parameters, CancellationToken cancellationToken)
    {
        HasModel = true;
        if (FormsMatrix)
        {
            double[] matrix = new double[ParameterCount * ParameterCount];
            _objective.Evaluate(parameters, new double[ParameterCount], matrix, cancellationToken);
            Mirror(matrix, ParameterCount);
            Matrix.Reset(matrix);
            return;
        }

        // w(μ − y) of each row gives μ, whatever the weights: the class's own row has w(μ − 1).
        IReadOnlyList<double[]> residuals = ResidualsAt(parameters);
        int firstClass = _hasReference ? 1 : 0;
        _probabilities =
        [
            .. residuals.Select(
                (values, equation) => values.Select((value, row) => ProbabilityOf(value, row, equation + firstClass)).ToArray()),
        ];
        _rowWeights = [.. _probabilities.Select(values => values.Select((value, row) => value * (Rows.Weights?[row] ?? 1)).ToArray())];
        _diagonal =
        [
            .. Enumerable.Range(0, EquationCount).SelectMany(equation => DiagonalOf(
                [.. _rowWeights[equation].Select((weight, row) => weight * (1 - _probabilities[equation][row]))], cancellationToken)),
        ];
    }

    public override IQuadraticModel ModelAt(ReadOnlySpan<double> gradient) => FormsMatrix
        ? new GramModel(Matrix.Values, gradient)
        : new ResidualModel(WorkingData.Design, gradient, _diagonal, _rowWeights, _probabilities, Rows.WeightSum);

    public override IReadOnlyList<double[]> ResidualsAt(ReadOnlySpan<double> parameters)
    {
        DesignMatrix design = WorkingData.Design;
        double[] coefficients = new double[EquationCount * design.ColumnCount];
        for (int equation = 0; equation < EquationCount; equation++)
        {
            design.Expand(
                parameters.Slice(equation * design.ParameterCount, design.ParameterCount),
                coefficients.AsSpan(equation * design.ColumnCount, design.ColumnCount));
        }

        double[][] residuals = [.. Enumerable.Range(0, EquationCount).Select(_ => new double[design.Parts.Count])];
        Parallel.For(
            0,
            design.Blocks.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            () => new double[EquationCount * RowBlock.Capacity],
            (index, _, own) =>
            {
                RowBlock block = design.Blocks[index];
                _passes.ComputeResiduals(block, coefficients, own);
                for (int equation = 0; equation < EquationCount; equation++)
                {
                    own.AsSpan(equation * RowBlock.Capacity, block.RowCount).CopyTo(residuals[equation].AsSpan(block.FirstRow));
                }

                return own;
            },
            _ => { });
        return residuals;
    }

    public override EvaluatedPoint OriginAt(ReadOnlySpan<double> parameters) => new([.. Columns], parameters.ToArray());

    // It remembers nothing of a row but the model.
    protected override double[][] CopyRowValues() => [];

    protected override void SetRowValues(double[][] values)
    {
    }

    protected override void OnChosen(int kept, CancellationToken cancellationToken)
    {
        HasModel = kept == Columns.Count && HasModel;
        _passes = new SoftmaxRowPasses(WorkingData, Threads, _hasReference);
        _objective = new SoftmaxObjective(_passes, Penalty.None);
    }

    private double ProbabilityOf(double residual, int row, int code)
    {
        double weight = Rows.Weights?[row] ?? 1;
        double difference = weight > 0 ? residual / weight : 0;
        return Rows.Classes[row] == code ? 1 + difference : difference;
    }
}
