using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// Firth's penalised log-likelihood ℓ*(β) = ℓ(β) + ½ log det XᵀWX of few rows, exactly and fast, on a plane β = origin + B·γ: for the
/// search of all of its maxima. By Cauchy and Binet exp 2ℓ* = Σ_S det(X_S)² · Π_{i∈S} w_iμ_i(1 − μ_i) · exp 2ℓ, a sum over all sets S of p
/// rows. Each term is log-concave, the sum need not be: that is how several maxima come about. The term of one S is a likelihood with half
/// an observation more of each class in each row of S (<see cref="EvaluateTerm"/>). With d = 1 − 2μ, the leverages h and XᵀWX = RᵀR, √W·X =
/// Q·R, the Hessian is −Xᵀ diag(wμ(1 − μ) + hμ(1 − μ) − ½d²h) X − ½·T, T_ab = tr(M_a·M_b), M_a = Qᵀ diag(d_i·x_ia) Q. One caller at a time
/// may use it.
/// </summary>
internal sealed class FirthSurface
{
    private readonly double[] _columns;
    private readonly double[] _directions;
    private readonly double[] _target;
    private readonly double[] _weights;
    private readonly double[] _rowOffsets;
    private readonly RowWiseFactorization _factorization;
    private readonly double[] _offsets;
    private readonly double[] _logOdds;
    private readonly double[] _residual;
    private readonly double[] _curvature;
    private readonly double[] _probability;
    private readonly double[] _leverage;
    private readonly double[] _work;
    private readonly double[] _moments;

    /// <param name="data">Two classes; class 1 is the positive one. Rows of weight 0 are left out.</param>
    /// <param name="parameters">The parameters that vary, those of independent columns; the others are 0.</param>
    public FirthSurface(ClassificationData data, IReadOnlyList<int> parameters)
    {
        int[] rows = [.. Enumerable.Range(0, data.Classes.Length).Where(row => data.Weights is null || data.Weights[row] > 0)];
        RowCount = rows.Length;
        ColumnCount = parameters.Count;
        Dimension = ColumnCount;
        _target = [.. rows.Select(row => (double)data.Classes[row])];
        _weights = [.. rows.Select(row => data.Weights?[row] ?? 1)];
        _rowOffsets = [.. rows.Select(row => data.Offsets?[row] ?? 0)];
        _columns = [.. parameters.Select(data.Design.ValuesOf).SelectMany(values => rows.Select(row => values[row]))];
        _directions = _columns;
        _factorization = new RowWiseFactorization(RowCount, ColumnCount);
        (_logOdds, _residual, _curvature, _probability, _leverage, _work) =
            (new double[RowCount], new double[RowCount], new double[RowCount], new double[RowCount], new double[RowCount],
                new double[RowCount]);
        _offsets = [.. _rowOffsets];
        _moments = new double[Dimension * ColumnCount * (ColumnCount + 1) / 2];
    }

    private FirthSurface(FirthSurface full, double[] directions)
    {
        RowCount = full.RowCount;
        ColumnCount = full.ColumnCount;
        Dimension = directions.Length / RowCount;
        (_columns, _target, _weights, _rowOffsets, _factorization) =
            (full._columns, full._target, full._weights, full._rowOffsets, full._factorization);
        (_logOdds, _residual, _curvature, _probability, _leverage, _work) =
            (full._logOdds, full._residual, full._curvature, full._probability, full._leverage, full._work);
        _directions = directions;
        _offsets = [.. full._rowOffsets];
        _moments = new double[Dimension * ColumnCount * (ColumnCount + 1) / 2];
    }

    /// <summary>n, without rows of weight 0.</summary>
    public int RowCount { get; }

    /// <summary>p, the columns of the determinant.</summary>
    public int ColumnCount { get; }

    /// <summary>q, how many parameters vary: p, or fewer on a plane.</summary>
    public int Dimension { get; }

    /// <summary>x_ij.</summary>
    public double this[int row, int column] => _columns[(column * RowCount) + row];

    /// <summary>o_i.</summary>
    public double OffsetOf(int row) => _rowOffsets[row];

    /// <summary>y_i.</summary>
    public double TargetOf(int row) => _target[row];

    /// <summary>w_i.</summary>
    public double WeightOf(int row) => _weights[row];

    /// <summary>The same likelihood on a plane through 0; <see cref="MoveTo"/> moves it.</summary>
    /// <param name="basis">B: q vectors of p numbers.</param>
    public FirthSurface Slice(IReadOnlyList<double[]> basis)
    {
        double[] directions = new double[basis.Count * RowCount];
        for (int index = 0; index < basis.Count; index++)
        {
            AddColumns(basis[index], directions.AsSpan(index * RowCount, RowCount));
        }

        return new FirthSurface(this, directions);
    }

    /// <summary>Moves the plane.</summary>
    /// <param name="origin">p numbers.</param>
    public void MoveTo(ReadOnlySpan<double> origin)
    {
        _rowOffsets.CopyTo(_offsets, 0);
        AddColumns(origin, _offsets);
    }

    /// <summary>How far a step changes the log-odds of a row at most.</summary>
    /// <param name="step">q numbers.</param>
    public double LargestChange(ReadOnlySpan<double> step)
    {
        Array.Clear(_work);
        for (int index = 0; index < Dimension; index++)
        {
            DenseKernels.AddScaled(Direction(index), step[index], _work);
        }

        double largest = 0;
        foreach (double change in _work)
        {
            largest = Math.Max(largest, Math.Abs(change));
        }

        return largest;
    }

    /// <summary>Computes value and derivatives at a point's parameters.</summary>
    /// <param name="point">The point.</param>
    /// <param name="share">The factor of the penalty, 1 for Firth's.</param>
    /// <returns>Whether they exist.</returns>
    public bool Evaluate(FirthPoint point, double share = 1)
    {
        double loss = EvaluateLikelihood(point.Parameters);
        for (int row = 0; row < RowCount; row++)
        {
            _work[row] = Math.Sqrt(_curvature[row]);
        }

        if (!_factorization.Factor(_columns, _work))
        {
            point.Value = double.NegativeInfinity;
            return false;
        }

        point.Value = -loss + (share * _factorization.LogDeterminant / 2);
        Array.Clear(_leverage);
        for (int column = 0; column < ColumnCount; column++)
        {
            ReadOnlySpan<double> orthogonal = _factorization.Orthogonal(column);
            for (int row = 0; row < RowCount; row++)
            {
                _leverage[row] += share * orthogonal[row] * orthogonal[row];
            }
        }

        SetDerivatives(point, isTerm: false);
        AddMoments(point, share);
        return double.IsFinite(point.Value);
    }

    /// <summary>The same for ℓ + ½ Σ_{i∈S} log μ_i(1 − μ_i), which is concave.</summary>
    /// <param name="point">The point.</param>
    /// <param name="rows">S.</param>
    public bool EvaluateTerm(FirthPoint point, ReadOnlySpan<int> rows)
    {
        point.Value = TermValue(point.Parameters, rows);
        Array.Clear(_leverage);
        foreach (int row in rows)
        {
            _leverage[row] = 1;
        }

        SetDerivatives(point, isTerm: true);
        return double.IsFinite(point.Value);
    }

    /// <summary>ℓ + ½ Σ_{i∈S} log w_iμ_i(1 − μ_i), which with log |det X_S| is no more than ℓ*.</summary>
    /// <param name="parameters">Where.</param>
    /// <param name="rows">S.</param>
    public double TermValue(double[] parameters, ReadOnlySpan<int> rows)
    {
        double value = -EvaluateLikelihood(parameters);
        foreach (int row in rows)
        {
            value +=
                (ElementaryFunctions.Log(_weights[row]) - LogisticFunctions.Log1PlusExp(_logOdds[row])
                    - LogisticFunctions.Log1PlusExp(-_logOdds[row])) / 2;
        }

        return value;
    }

    private double EvaluateLikelihood(double[] parameters)
    {
        _offsets.CopyTo(_logOdds, 0);
        for (int index = 0; index < Dimension; index++)
        {
            DenseKernels.AddScaled(Direction(index), parameters[index], _logOdds);
        }

        LogisticFunctions.Sigmoid(_logOdds, _probability);
        return LogisticKernels.Evaluate(_logOdds, _target, _weights, _residual, _curvature).Loss;
    }

    private void SetDerivatives(FirthPoint point, bool isTerm)
    {
        for (int row = 0; row < RowCount; row++)
        {
            _work[row] = (_leverage[row] * (0.5 - _probability[row])) - _residual[row];
        }

        for (int index = 0; index < Dimension; index++)
        {
            point.Gradient[index] = DenseKernels.Dot(Direction(index), _work);
        }

        for (int row = 0; row < RowCount; row++)
        {
            _work[row] = _curvature[row] + (_leverage[row] * _curvature[row] / _weights[row]);
        }

        AddGram(point.Majorant);
        if (isTerm)
        {
            point.Majorant.CopyTo(point.Curvature, 0);
            return;
        }

        for (int row = 0; row < RowCount; row++)
        {
            double skew = 1 - (2 * _probability[row]);
            _work[row] -= skew * skew * _leverage[row] / 2;
        }

        AddGram(point.Curvature);
    }

    // Σ_i work_i · z_i z_iᵀ, the lower triangle.
    private void AddGram(double[] gram)
    {
        for (int index = 0; index < Dimension; index++)
        {
            // The leverages are in the work already: what is left of the residuals' room serves for the products.
            for (int row = 0; row < RowCount; row++)
            {
                _residual[row] = _work[row] * _directions[(index * RowCount) + row];
            }

            for (int other = 0; other <= index; other++)
            {
                gram[(index * Dimension) + other] = DenseKernels.Dot(_residual, Direction(other));
            }
        }
    }

    private void AddMoments(FirthPoint point, double share)
    {
        int pairs = ColumnCount * (ColumnCount + 1) / 2;
        int pair = 0;
        for (int left = 0; left < ColumnCount; left++)
        {
            for (int right = 0; right <= left; right++, pair++)
            {
                ReadOnlySpan<double> first = _factorization.Orthogonal(left);
                ReadOnlySpan<double> second = _factorization.Orthogonal(right);
                double factor = left == right ? 1 : Math.Sqrt(2);
                for (int row = 0; row < RowCount; row++)
                {
                    _work[row] = factor * (1 - (2 * _probability[row])) * first[row] * second[row];
                }

                for (int index = 0; index < Dimension; index++)
                {
                    _moments[(index * pairs) + pair] = DenseKernels.Dot(Direction(index), _work);
                }
            }
        }

        for (int index = 0; index < Dimension; index++)
        {
            for (int other = 0; other <= index; other++)
            {
                point.Curvature[(index * Dimension) + other] +=
                    share / 2 * DenseKernels.Dot(_moments.AsSpan(index * pairs, pairs), _moments.AsSpan(other * pairs, pairs));
            }
        }
    }

    private void AddColumns(ReadOnlySpan<double> parameters, Span<double> sum)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            DenseKernels.AddScaled(_columns.AsSpan(column * RowCount, RowCount), parameters[column], sum);
        }
    }

    private ReadOnlySpan<double> Direction(int index) => _directions.AsSpan(index * RowCount, RowCount);
}
