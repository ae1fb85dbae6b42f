using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// The passes of several classes: Σ w_i·(log Σ_k e^η_ik − η_i,class(i)) with η_k = Xβ_k. The gradient of equation k is Xᵀ·w(μ_k − y_k), the
/// Hessian's block of k and l is Xᵀ·diag(wμ_k(δ_kl − μ_l))·X (Böhning 1992, Multinomial logistic regression algorithm). With a reference,
/// the first class has no equation (β = 0).
/// </summary>
internal sealed partial class SoftmaxRowPasses : LocalRowPasses
{
    // With fewer, products of columns serve too few pairs of equations to be worth their while.
    private const int FewestEquationsAtOnce = 3;

    // Above it 1 − μ is the sum of the other classes' probabilities: a difference would have few digits, of which the weight of a row can
    // make the first ones of a sum.
    private const double NearlyCertain = 0.9;

    private readonly int _firstClass;
    private readonly PassPool _pool = new();

    /// <param name="data">Two or more classes, no offsets.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    /// <param name="hasReference">Whether the first class has no equation.</param>
    public SoftmaxRowPasses(ClassificationData data, int threads, bool hasReference)
        : base(data, hasReference ? data.ClassCount - 1 : data.ClassCount, threads)
    {
        _firstClass = hasReference ? 1 : 0;
    }

    public override PassAccumulator Evaluate(double[] coefficients, bool withHessian, CancellationToken cancellationToken)
    {
        RequireAgreement(coefficients);
        bool sharesHessian = EquationCount < FewestEquationsAtOnce;
        return Pass(
            new PassShape(GradientLength, LossScratch + SoftmaxKernels.HessianScratch, withHessian, sharesHessian),
            _pool,
            (block, sums) => AddBlock(block, coefficients, withHessian, sums),
            cancellationToken);
    }

    // At equal probabilities: μ_k(1 − μ_k) is the same for every class and row, and so is the diagonal of every equation.
    public override PassAccumulator Squares(double[] coefficients, CancellationToken cancellationToken)
    {
        double[] ones = new double[RowBlock.Capacity];
        Array.Fill(ones, 1);
        return Pass(
            new PassShape(Columns.ColumnCount, 0, WithHessian: false),
            new PassPool(),
            (block, sums) =>
            {
                ReadOnlySpan<double> weights = Data.WeightsOf(block);
                block.AddSquares(weights.IsEmpty ? ones.AsSpan(0, block.RowCount) : weights, sums.Gradient);
            },
            cancellationToken);
    }

    public override IRowCurvatures CurvaturesAt(double[] coefficients, CancellationToken cancellationToken)
    {
        RequireAgreement(coefficients);
        double[][] probabilities = [.. Enumerable.Range(0, EquationCount).Select(_ => new double[Data.Design.Parts.Count])];
        Pass(
            new PassShape(0, LossScratch, WithHessian: false),
            new PassPool(),
            (block, sums) =>
            {
                ComputeLogOdds(block, coefficients, sums.Scratch);
                AddLoss(block, sums);
                for (int equation = 0; equation < EquationCount; equation++)
                {
                    Probability(sums.Scratch, equation, block.RowCount).CopyTo(probabilities[equation].AsSpan(block.FirstRow));
                }
            },
            cancellationToken);
        return new Curvatures(this, probabilities);
    }

    public override bool SeparatesWithoutOffset(double[] coefficients) =>
        throw new NotSupportedException("Rows of several classes have no offsets.");

    public override void ComputeResiduals(RowBlock block, ReadOnlySpan<double> coefficients, Span<double> residuals)
    {
        // The sums that come along are of no use here.
        var sums = new PassAccumulator(0);
        sums.Open(new PassWorkspace(LossScratch), withHessian: false, gramThreads: 1);
        ComputeLogOdds(block, coefficients, sums.Scratch);
        AddLoss(block, sums);
        for (int equation = 0; equation < EquationCount; equation++)
        {
            Span<double> own = residuals.Slice(equation * RowBlock.Capacity, block.RowCount);
            ToResiduals(block, equation, sums.Scratch, own);
        }
    }

    // A block's probabilities, and five values more for each row.
    private int LossScratch => (EquationCount + 5) * RowBlock.Capacity;

    private void AddBlock(RowBlock block, double[] coefficients, bool withHessian, PassAccumulator sums)
    {
        int columnCount = Data.Design.ColumnCount;
        int equationCount = EquationCount;
        int rowCount = block.RowCount;
        Span<double> scratch = sums.Scratch;
        ComputeLogOdds(block, coefficients, scratch);
        AddLoss(block, sums);
        // Where the second largest log-odds were, which only the loss asks for.
        Span<double> residual = scratch.Slice((equationCount + 1) * RowBlock.Capacity, rowCount);
        for (int equation = 0; equation < equationCount; equation++)
        {
            ToResiduals(block, equation, scratch, residual);
            block.AddTransposedProduct(residual, sums.Gradient.Slice(equation * columnCount, columnCount));
        }

        if (withHessian)
        {
            AddHessian(block, residual, sums);
        }
    }

    private void ComputeLogOdds(RowBlock block, ReadOnlySpan<double> coefficients, Span<double> scratch)
    {
        int columnCount = Data.Design.ColumnCount;
        for (int equation = 0; equation < EquationCount; equation++)
        {
            Span<double> logOdds = scratch.Slice(equation * RowBlock.Capacity, block.RowCount);
            logOdds.Clear();
            block.AddProduct(coefficients.Slice(equation * columnCount, columnCount), logOdds);
        }
    }

    private void ToResiduals(RowBlock block, int equation, Span<double> scratch, Span<double> residual)
    {
        ReadOnlySpan<double> probability = Probability(scratch, equation, block.RowCount);
        ReadOnlySpan<double> weights = Data.WeightsOf(block);
        ReadOnlySpan<int> classes = Data.Classes.AsSpan(block.FirstRow, block.RowCount);
        for (int row = 0; row < probability.Length; row++)
        {
            double difference = classes[row] == equation + _firstClass ? -Complement(scratch, equation, row) : probability[row];
            residual[row] = weights.IsEmpty ? difference : weights[row] * difference;
        }
    }

    // Turns the log-odds in the scratch space into probabilities, and adds up the loss on the way.
    private void AddLoss(RowBlock block, PassAccumulator sums)
    {
        if (Data.IsExcluded is not null)
        {
            AddLossWithoutExcluded(block, sums);
            return;
        }

        int equationCount = EquationCount;
        ReadOnlySpan<double> weights = Data.WeightsOf(block);
        Span<double> scratch = sums.Scratch;
        Span<double> largest = scratch.Slice(equationCount * RowBlock.Capacity, RowBlock.Capacity);
        Span<double> second = scratch.Slice((equationCount + 1) * RowBlock.Capacity, RowBlock.Capacity);
        Span<double> sum = scratch.Slice((equationCount + 2) * RowBlock.Capacity, RowBlock.Capacity);
        Span<double> ownLogOdds = scratch.Slice((equationCount + 3) * RowBlock.Capacity, block.RowCount);
        Span<double> logTotal = scratch.Slice((equationCount + 4) * RowBlock.Capacity, block.RowCount);
        for (int row = 0; row < block.RowCount; row++)
        {
            int own = Data.Classes[block.FirstRow + row] - _firstClass;
            ownLogOdds[row] = own < 0 ? 0 : scratch[(own * RowBlock.Capacity) + row];
        }

        SoftmaxKernels.ToProbabilities(scratch, RowBlock.Capacity, equationCount, _firstClass == 1, largest, second, sum, block.RowCount);
        ElementaryFunctions.Log(sum[..block.RowCount], sum);
        double loss = 0;
        for (int row = 0; row < block.RowCount; row++)
        {
            double rowLoss = largest[row] - ownLogOdds[row] + sum[row];
            loss += weights.IsEmpty ? rowLoss : weights[row] * rowLoss;
            logTotal[row] = largest[row] + sum[row];
            sum[row] = -rowLoss;
        }

        ElementaryFunctions.Exp(sum[..block.RowCount], sum);
        for (int row = 0; row < block.RowCount; row++)
        {
            double ownProbability = sum[row];
            sums.SaturatedRows += ownProbability * (1 - ownProbability) < LogisticKernels.SaturationBound ? 1 : 0;
            sums.MisclassifiedRows += ownLogOdds[row] == largest[row] && largest[row] > second[row] ? 0 : 1;
        }

        sums.Loss += loss;
    }

    // The same where rows cannot have some of the classes, whose probability is then 0. That is rare: row by row will do.
    private void AddLossWithoutExcluded(RowBlock block, PassAccumulator sums)
    {
        ReadOnlySpan<double> weights = Data.WeightsOf(block);
        int classCount = Data.ClassCount;
        double[] values = new double[classCount];
        int[] classes = new int[classCount];
        for (int row = 0; row < block.RowCount; row++)
        {
            ReadOnlySpan<bool> isExcluded = Data.IsExcluded.AsSpan((block.FirstRow + row) * classCount, classCount);
            int own = Data.Classes[block.FirstRow + row];
            int count = 0;
            int ownPlace = 0;
            for (int code = 0; code < classCount; code++)
            {
                if (!isExcluded[code])
                {
                    ownPlace = code == own ? count : ownPlace;
                    classes[count] = code;
                    values[count++] = code < _firstClass ? 0 : sums.Scratch[((code - _firstClass) * RowBlock.Capacity) + row];
                }
            }

            Span<double> logOdds = values.AsSpan(0, count);
            bool isAhead = true;
            for (int place = 0; place < count; place++)
            {
                isAhead &= place == ownPlace || logOdds[place] < logOdds[ownPlace];
            }

            Softmax.LogInPlace(logOdds);
            bool hasReference = _firstClass == 1 && classes[0] == 0;
            sums.Scratch[((EquationCount + 4) * RowBlock.Capacity) + row] = hasReference ? -logOdds[0] : double.PositiveInfinity;
            for (int equation = 0; equation < EquationCount; equation++)
            {
                sums.Scratch[(equation * RowBlock.Capacity) + row] = 0;
            }

            for (int place = 0; place < count; place++)
            {
                if (classes[place] >= _firstClass)
                {
                    sums.Scratch[((classes[place] - _firstClass) * RowBlock.Capacity) + row] = ElementaryFunctions.Exp(logOdds[place]);
                }
            }

            double ownProbability = ElementaryFunctions.Exp(logOdds[ownPlace]);
            sums.Loss -= weights.IsEmpty ? logOdds[ownPlace] : weights[row] * logOdds[ownPlace];
            sums.SaturatedRows += ownProbability * (1 - ownProbability) < LogisticKernels.SaturationBound ? 1 : 0;
            sums.MisclassifiedRows += isAhead ? 0 : 1;
        }
    }

    private void AddHessian(RowBlock block, Span<double> weight, PassAccumulator sums)
    {
        int columnCount = Data.Design.ColumnCount;
        ReadOnlySpan<double> rowWeights = Data.WeightsOf(block);
        if (EquationCount >= FewestEquationsAtOnce && block.IsDense && rowWeights.IsEmpty)
        {
            block.AddSoftmaxHessian(rowWeights, sums.Scratch, EquationCount, sums.Scratch.AsSpan(LossScratch), sums.Square);
            return;
        }

        for (int equation = 0; equation < EquationCount; equation++)
        {
            ReadOnlySpan<double> probability = Probability(sums.Scratch, equation, block.RowCount);
            for (int other = 0; other <= equation; other++)
            {
                ReadOnlySpan<double> otherProbability = Probability(sums.Scratch, other, block.RowCount);
                for (int row = 0; row < weight.Length; row++)
                {
                    double curvature =
                        probability[row] * (equation == other ? Complement(sums.Scratch, equation, row) : -otherProbability[row]);
                    weight[row] = rowWeights.IsEmpty ? curvature : rowWeights[row] * curvature;
                }

                block.AddGram(weight, sums.SquareFrom(equation * columnCount, other * columnCount));
            }
        }
    }

    // 1 − μ of a row; the scratch space holds the probabilities, and behind them the logarithm of the sum of powers that they were made of.
    private double Complement(Span<double> scratch, int equation, int row)
    {
        double probability = scratch[(equation * RowBlock.Capacity) + row];
        if (!(probability > NearlyCertain))
        {
            return 1 - probability;
        }

        double others = _firstClass == 1 ? ElementaryFunctions.Exp(-scratch[((EquationCount + 4) * RowBlock.Capacity) + row]) : 0;
        for (int other = 0; other < EquationCount; other++)
        {
            others += other == equation ? 0 : scratch[(other * RowBlock.Capacity) + row];
        }

        return others;
    }

    private static Span<double> Probability(Span<double> scratch, int equation, int rowCount) =>
        scratch.Slice(equation * RowBlock.Capacity, rowCount);
}
