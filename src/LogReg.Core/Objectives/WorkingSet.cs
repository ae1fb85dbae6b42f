using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// The loss as a function of the parameters of some columns, all others being 0: passes over the data cost no more than these columns. Its
/// quadratic model may be that of an earlier point, which saves forming the matrix anew where the curvature has hardly changed. Parameters
/// are the equations one after the other, each the working columns in their order.
/// </summary>
internal abstract class WorkingSet
{
    // Beyond this a matrix takes gigabytes.
    private const int MostGramParameters = 8000;

    // Slopes of sparse columns cost little: a larger matrix would be more to form and to move along.
    private const int MostWideGramParameters = 1000;

    // With fewer rows than half of the parameters, products with columns cost less than rows of the matrix.
    private const int RowsPerParameter = 2;

    // The point of the last evaluation, and what was found there.
    private readonly double[] _lastPoint;
    private readonly double[] _lastGradient;
    private readonly bool[] _isLastGradientKnown;
    private ObjectiveEvaluation? _lastEvaluation;
    private EvaluatedPoint? _last;
    private EvaluatedPoint? _modelOrigin;

    protected WorkingSet(ClassificationData data, int equationCount, int threads)
    {
        Rows = data;
        EquationCount = equationCount;
        Threads = threads;
        WorkingData = data;
        _lastPoint = new double[equationCount * data.Design.ParameterCount];
        _lastGradient = new double[_lastPoint.Length];
        _isLastGradientKnown = new bool[data.Design.ParameterCount];
    }

    /// <summary>All columns.</summary>
    public ClassificationData Rows { get; }

    /// <summary>The number of equations.</summary>
    public int EquationCount { get; }

    /// <summary>The columns at work, as positions among all parameters of an equation, in their order here.</summary>
    public IReadOnlyList<int> Columns { get; private set; } = [];

    /// <summary>How many parameters the columns at work have in all equations.</summary>
    public int ParameterCount => EquationCount * Columns.Count;

    /// <summary>Whether there is a quadratic model to use.</summary>
    public bool HasModel { get; protected set; }

    /// <summary>Whether a quadratic model of the curvature at hand costs no more than a pass.</summary>
    public bool RenewsCheaply => Rows.Design.IsWide && !FormsMatrix;

    /// <summary>What the set remembers, from which another one goes on with <see cref="Restore"/>. Nothing of it changes afterwards. Its
    /// model has to be one that was kept in mind: <see cref="RememberModel"/>.</summary>
    public WorkingSetState State => new(
        [.. Columns],
        _last,
        _lastEvaluation ?? default,
        [.. _lastGradient],
        [.. _isLastGradientKnown],
        HasModel ? new ModelState(_modelOrigin!, [.. ModelCounts], FormsMatrix ? Matrix.State : SecantState.None) : null);

    /// <summary>The point of the last evaluation; the columns may be others now.</summary>
    protected EvaluatedPoint Last => _last!;

    /// <summary>How many columns the quadratic model had when it was formed, and after each extension.</summary>
    protected List<int> ModelCounts { get; } = [];

    /// <summary>The matrix of the quadratic model, if it is formed.</summary>
    protected SecantMatrix Matrix { get; } = new();

    /// <summary>The largest number of threads of a pass.</summary>
    protected int Threads { get; }

    /// <summary>The columns at work.</summary>
    protected ClassificationData WorkingData { get; private set; }

    /// <summary>Whether the matrix of the quadratic model is formed.</summary>
    protected bool FormsMatrix =>
        ParameterCount <= (Rows.Design.IsWide ? MostWideGramParameters : MostGramParameters)
        && ParameterCount <= Math.Max(64, RowsPerParameter * Rows.Parts.TotalCount);

    /// <summary>Chooses the columns.</summary>
    /// <param name="columns">Their positions among all parameters of an equation; the intercept's, 0, first. If they begin with those that
    /// are at work already, the quadratic model is kept.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public void Choose(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        int kept = Columns.Count;
        bool isExtension = HasModel && kept > 0 && kept <= columns.Count && columns.Take(kept).SequenceEqual(Columns);
        Columns = [.. columns];
        WorkingData = new ClassificationData(Rows.Design.Select(Columns), Rows.Classes, Rows.ClassCount, Rows.Weights, Rows.Offsets);
        OnChosen(isExtension ? kept : 0, cancellationToken);
    }

    /// <summary>Keeps in mind from now on what <see cref="State"/> needs to say of the model.</summary>
    public void RememberModel() => Matrix.RemembersSteps = true;

    /// <summary>Goes on from what another set of the same rows and columns has remembered, as if this one had done the same.</summary>
    /// <param name="state">What the other one has remembered.</param>
    /// <param name="cancellationToken">A token to cancel the passes.</param>
    public void Restore(WorkingSetState state, CancellationToken cancellationToken)
    {
        double[][] rows = [];
        if (state.Last is not null)
        {
            LookAt(state.Last, cancellationToken);
            rows = CopyRowValues();
        }

        if (state.Model is ModelState model)
        {
            LookAt(model.Origin, cancellationToken);
            HasModel = false;
            _last = model.Origin;
            Choose(state.Columns[..model.ColumnCounts[0]], cancellationToken);
            RenewModel(model.Origin.Parameters, cancellationToken);
            foreach (int count in model.ColumnCounts.Skip(1))
            {
                Choose(state.Columns[..count], cancellationToken);
            }

            if (FormsMatrix)
            {
                Matrix.Restore(model.Matrix);
            }
        }
        else
        {
            HasModel = false;
            Choose(state.Columns, cancellationToken);
        }

        _last = state.Last;
        _lastEvaluation = state.Last is null ? null : state.LastEvaluation;
        state.LastGradient.CopyTo(_lastGradient, 0);
        state.IsLastGradientKnown.CopyTo(_isLastGradientKnown, 0);
        Array.Clear(_lastPoint);
        if (state.Last is not null)
        {
            SetRowValues(rows);
            Spread(state.Last.Parameters, state.Last.Columns, _lastPoint);
        }
    }

    /// <summary>The residuals at a point where a set of the same rows has looked at them; a copy. What the set remembers is lost.</summary>
    /// <param name="point">The point, as <see cref="OriginAt"/> has told.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    public double[][] ResidualsOf(EvaluatedPoint point, CancellationToken cancellationToken)
    {
        LookAt(point, cancellationToken);
        return [.. ResidualsAt(point.Parameters).Select(values => (double[])values.Clone())];
    }

    /// <summary>The loss and its gradient at a point. At the point of the last evaluation, whatever the columns were, only the columns that
    /// are new are looked at.</summary>
    /// <param name="parameters">Where.</param>
    /// <param name="gradient">Room for as many values.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    public ObjectiveEvaluation Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient, CancellationToken cancellationToken)
    {
        if (_lastEvaluation is ObjectiveEvaluation last && IsLastPoint(parameters))
        {
            RecallGradient(parameters, gradient, cancellationToken);
            return last;
        }

        ObjectiveEvaluation evaluation = Compute(parameters, gradient, cancellationToken);
        Array.Clear(_lastPoint);
        Array.Clear(_isLastGradientKnown);
        Remember(parameters, _lastPoint);
        Remember(gradient, _lastGradient);
        _lastEvaluation = evaluation;
        _last = new EvaluatedPoint([.. Columns], parameters.ToArray());
        return evaluation;
    }

    /// <summary>Lets the quadratic model learn from a step, if it has a matrix.</summary>
    /// <param name="step">The change of the parameters.</param>
    /// <param name="change">The change of the gradient.</param>
    public void Learn(double[] step, double[] change)
    {
        if (HasModel && FormsMatrix)
        {
            Matrix.Learn(step, change);
        }
    }

    /// <summary>Takes the curvature of the quadratic model at a point; that of the last <see cref="Evaluate"/>.</summary>
    /// <param name="parameters">The point of the last <see cref="Evaluate"/>.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    public void RenewModel(ReadOnlySpan<double> parameters, CancellationToken cancellationToken)
    {
        _modelOrigin = OriginAt(parameters);
        ModelCounts.Clear();
        ModelCounts.Add(Columns.Count);
        Renew(parameters, cancellationToken);
    }

    /// <summary>Where the rows were looked at for what <see cref="ResidualsAt"/> and <see cref="RenewModel"/> say of a point.</summary>
    /// <param name="parameters">The point of the last <see cref="Evaluate"/>.</param>
    public abstract EvaluatedPoint OriginAt(ReadOnlySpan<double> parameters);

    /// <summary>The quadratic model around a point, with the curvature of the last <see cref="RenewModel"/>.</summary>
    /// <param name="gradient">The gradient at the point.</param>
    public abstract IQuadraticModel ModelAt(ReadOnlySpan<double> gradient);

    /// <summary>The residuals w(μ − y) at the point of the last <see cref="Evaluate"/>, an array an equation; they belong to the set. Where
    /// several processes share the rows, each has those of its own.</summary>
    /// <param name="parameters">The point of the last <see cref="Evaluate"/>.</param>
    public abstract IReadOnlyList<double[]> ResidualsAt(ReadOnlySpan<double> parameters);

    /// <summary>Xᵀr/Σw of some columns, which need not be at work.</summary>
    /// <param name="design">The columns: those of <see cref="Rows"/>, or some of them.</param>
    /// <param name="residuals">r, an array an equation.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <returns>The equations one after the other, each the columns' parameters.</returns>
    public double[] GradientOf(DesignMatrix design, IReadOnlyList<double[]> residuals, CancellationToken cancellationToken)
    {
        double[] gradient = new double[EquationCount * design.ParameterCount];
        int columnCount = design.ColumnCount;
        PassAccumulator sums = DesignPass.Run(
            design,
            EquationCount * columnCount,
            0,
            withHessian: false,
            Threads,
            new PassPool(),
            (block, accumulator) =>
            {
                for (int equation = 0; equation < EquationCount; equation++)
                {
                    block.AddTransposedProduct(
                        residuals[equation].AsSpan(block.FirstRow, block.RowCount),
                        accumulator.Gradient.Slice(equation * columnCount, columnCount));
                }
            },
            cancellationToken);
        ParameterScaling.Gather(sums.Gradient, design.Columns, EquationCount, 1 / Rows.WeightSum, gradient);
        return gradient;
    }

    /// <summary>‖r − r'‖₂.</summary>
    /// <param name="residuals">r of one equation.</param>
    /// <param name="earlier">r'.</param>
    public double DistanceOf(double[] residuals, double[] earlier) => Math.Sqrt(Rows.Design.SumOverChunks((first, count) =>
    {
        double distance = DenseKernels.Distance(residuals.AsSpan(first, count), earlier.AsSpan(first, count));
        return distance * distance;
    }));

    /// <summary>‖x_j‖₂ of every column that has a parameter.</summary>
    public double[] ColumnNorms()
    {
        DesignMatrix design = Rows.Design;
        double[] ones = new double[RowBlock.Capacity];
        Array.Fill(ones, 1);
        PassAccumulator sums = DesignPass.Run(
            design,
            design.ColumnCount,
            0,
            withHessian: false,
            Threads,
            new PassPool(),
            (block, accumulator) => block.AddSquares(ones.AsSpan(0, block.RowCount), accumulator.Gradient),
            CancellationToken.None);
        double[] norms = new double[design.ParameterCount];
        ParameterScaling.Gather(sums.Gradient, design.Columns, equationCount: 1, 1, norms);
        return [.. norms.Select(Math.Sqrt)];
    }

    /// <summary>The loss and its gradient at a point.</summary>
    protected abstract ObjectiveEvaluation Compute(
        ReadOnlySpan<double> parameters, Span<double> gradient, CancellationToken cancellationToken);

    /// <summary>What <see cref="RenewModel"/> does.</summary>
    protected abstract void Renew(ReadOnlySpan<double> parameters, CancellationToken cancellationToken);

    /// <summary>What the last pass has left of the rows, if anything; a copy.</summary>
    protected abstract double[][] CopyRowValues();

    /// <summary>Puts back what a pass had left of the rows.</summary>
    /// <param name="values">What <see cref="CopyRowValues"/> has copied.</param>
    protected abstract void SetRowValues(double[][] values);

    /// <summary>Prepares for new columns.</summary>
    /// <param name="kept">How many of the first columns are as they were and have a model; 0 if there is none to keep.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    protected abstract void OnChosen(int kept, CancellationToken cancellationToken);

    /// <summary>The diagonal of Xᵀ·diag(s)·X/Σw of the columns at work.</summary>
    protected double[] DiagonalOf(double[] weights, CancellationToken cancellationToken)
    {
        DesignMatrix design = WorkingData.Design;
        double[] diagonal = new double[design.ParameterCount];
        PassAccumulator sums = DesignPass.Run(
            design,
            design.ColumnCount,
            0,
            withHessian: false,
            Threads,
            new PassPool(),
            (block, accumulator) => block.AddSquares(weights.AsSpan(block.FirstRow, block.RowCount), accumulator.Gradient),
            cancellationToken);
        ParameterScaling.Gather(sums.Gradient, design.Columns, equationCount: 1, 1 / Rows.WeightSum, diagonal);
        return diagonal;
    }

    private void LookAt(EvaluatedPoint point, CancellationToken cancellationToken)
    {
        HasModel = false;
        _lastEvaluation = null;
        Choose(point.Columns, cancellationToken);
        Compute(point.Parameters, new double[ParameterCount], cancellationToken);
    }

    private bool IsLastPoint(ReadOnlySpan<double> parameters)
    {
        double[] point = new double[_lastPoint.Length];
        Spread(parameters, Columns, point);
        return point.AsSpan().SequenceEqual(_lastPoint);
    }

    private void Remember(ReadOnlySpan<double> values, double[] all)
    {
        Spread(values, Columns, all);
        foreach (int column in Columns)
        {
            _isLastGradientKnown[column] = true;
        }
    }

    private void RecallGradient(ReadOnlySpan<double> parameters, Span<double> gradient, CancellationToken cancellationToken)
    {
        int length = Rows.Design.ParameterCount;
        int[] unknown = [.. Columns.Where(column => !_isLastGradientKnown[column])];
        if (unknown.Length > 0)
        {
            double[] found = GradientOf(Rows.Design.Select(unknown), ResidualsAt(parameters), cancellationToken);
            for (int place = 0; place < found.Length; place++)
            {
                _lastGradient[(place / unknown.Length * length) + unknown[place % unknown.Length]] = found[place];
            }

            foreach (int column in unknown)
            {
                _isLastGradientKnown[column] = true;
            }
        }

        for (int place = 0; place < gradient.Length; place++)
        {
            gradient[place] = _lastGradient[(place / Columns.Count * length) + Columns[place % Columns.Count]];
        }
    }

    // From some columns to all columns.
    private void Spread(ReadOnlySpan<double> values, IReadOnlyList<int> columns, double[] all)
    {
        int length = Rows.Design.ParameterCount;
        for (int place = 0; place < values.Length; place++)
        {
            all[(place / columns.Count * length) + columns[place % columns.Count]] = values[place];
        }
    }

    /// <summary>Copies the lower triangle of a square matrix to the upper.</summary>
    protected static void Mirror(double[] matrix, int dimension)
    {
        for (int row = 1; row < dimension; row++)
        {
            for (int column = 0; column < row; column++)
            {
                matrix[(column * dimension) + row] = matrix[(row * dimension) + column];
            }
        }
    }
}
