using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// Gradient and information of the unpenalised negative log-likelihood with sums in twice the digits of a double, for nearly dependent
/// columns and for levels whose rows are all but certain. Of two classes there is one equation, of several one for each but the first.
/// </summary>
internal sealed class ExtendedLikelihood
{
    private readonly ClassificationData _data;
    private readonly ExtendedGram _gram;

    /// <param name="data">The rows.</param>
    /// <param name="threads">The largest number of threads, at least 1; the bits do not depend on it.</param>
    public ExtendedLikelihood(ClassificationData data, int threads)
    {
        _data = data;
        _gram = new ExtendedGram(data.Design, threads);
    }

    /// <summary>The number of equations.</summary>
    public int EquationCount => _data.ClassCount - 1;

    /// <summary>Σw, by which a mean is multiplied to be this sum.</summary>
    public double WeightSum => _data.WeightSum;

    /// <summary>The information at some parameters, factored.</summary>
    /// <param name="parameters">The parameters, the equations one after the other.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ExtendedCholesky Information(double[] parameters, CancellationToken cancellationToken) =>
        new(Evaluate(parameters, new double[parameters.Length], new double[parameters.Length], cancellationToken));

    /// <summary>Evaluates the derivatives.</summary>
    /// <param name="parameters">The high parts of the parameters, the equations one after the other.</param>
    /// <param name="remainders">Their low parts.</param>
    /// <param name="gradient">Out: Σ w(μ − y)x of each equation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The information Σ wμ_k(δ_kl − μ_l)xxᵀ, both triangles.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ExtendedMatrix Evaluate(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders, Span<double> gradient, CancellationToken cancellationToken)
    {
        int length = _data.Design.ParameterCount;
        RowProbabilities[] rows = Probabilities(parameters, remainders);
        Gradient(rows, gradient);
        var information = new ExtendedMatrix(parameters.Length);
        double[] weights = new double[_data.Design.Parts.Count];
        for (int equation = 0; equation < EquationCount; equation++)
        {
            for (int other = 0; other <= equation; other++)
            {
                for (int row = 0; row < weights.Length; row++)
                {
                    double curvature = equation == other
                        ? rows[equation + 1].Probability[row] * rows[equation + 1].Complement[row]
                        : -rows[equation + 1].Probability[row] * rows[other + 1].Probability[row];
                    weights[row] = curvature * WeightOf(row);
                }

                _gram.AddTo(weights, information, equation * length, other * length, cancellationToken);
            }
        }

        information.Mirror();
        return information;
    }

    /// <summary>Evaluates the gradient alone.</summary>
    /// <param name="parameters">The high parts of the parameters, the equations one after the other.</param>
    /// <param name="remainders">Their low parts.</param>
    /// <param name="gradient">Out: Σ w(μ − y)x of each equation.</param>
    public void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders, Span<double> gradient) =>
        Gradient(Probabilities(parameters, remainders), gradient);

    /// <summary>Evaluates the negative log-likelihood alone.</summary>
    /// <param name="parameters">The high parts of the parameters, the equations one after the other.</param>
    /// <param name="remainders">Their low parts.</param>
    public double Loss(ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders)
    {
        double[] losses = new double[_data.Design.Parts.Count];
        Probabilities(parameters, remainders, losses);
        double[] sum = new double[2];
        _data.Design.Parts.InTurn([sum], () =>
        {
            var own = new DoubleDouble(sum[0], sum[1]);
            for (int row = 0; row < losses.Length; row++)
            {
                own += WeightOf(row) * losses[row];
            }

            (sum[0], sum[1]) = own;
        });
        return new DoubleDouble(sum[0], sum[1]).ToDouble();
    }

    /// <summary>Σ r_k·r_l/f·xxᵀ with r_k = w(μ_k − y_k), for each pair of equations: what robust standard errors are made of.</summary>
    /// <param name="parameters">The high parts of the parameters, the equations one after the other.</param>
    /// <param name="remainders">Their low parts.</param>
    /// <param name="frequencies">f, the frequency of each row, or <see langword="null"/> if each counts once, whatever its weight.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The matrix, both triangles.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ExtendedMatrix ScoreProducts(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders, double[]? frequencies, CancellationToken cancellationToken)
    {
        int length = _data.Design.ParameterCount;
        RowProbabilities[] rows = Probabilities(parameters, remainders);
        double[][] residuals = [.. Enumerable.Range(0, EquationCount).Select(equation => Residuals(rows[equation + 1], equation + 1))];
        var products = new ExtendedMatrix(parameters.Length);
        double[] weights = new double[_data.Design.Parts.Count];
        for (int equation = 0; equation < EquationCount; equation++)
        {
            for (int other = 0; other <= equation; other++)
            {
                for (int row = 0; row < weights.Length; row++)
                {
                    double product = residuals[equation][row] * residuals[other][row];
                    weights[row] = frequencies is null ? product : frequencies[row] > 0 ? product / frequencies[row] : 0;
                }

                _gram.AddTo(weights, products, equation * length, other * length, cancellationToken);
            }
        }

        products.Mirror();
        return products;
    }

    private void Gradient(RowProbabilities[] rows, Span<double> gradient)
    {
        int length = _data.Design.ParameterCount;
        for (int equation = 0; equation < EquationCount; equation++)
        {
            DoubleDouble[] own = _gram.TransposedProduct(Residuals(rows[equation + 1], equation + 1));
            for (int parameter = 0; parameter < length; parameter++)
            {
                gradient[(equation * length) + parameter] = own[parameter].ToDouble();
            }
        }
    }

    private double[] Residuals(RowProbabilities rows, int ofClass)
    {
        double[] residuals = new double[_data.Design.Parts.Count];
        for (int row = 0; row < residuals.Length; row++)
        {
            residuals[row] = WeightOf(row) * (_data.Classes[row] == ofClass ? -rows.Complement[row] : rows.Probability[row]);
        }

        return residuals;
    }

    private double WeightOf(int row) => _data.Weights?[row] ?? 1;

    // Of every class μ and 1 − μ each to full relative accuracy, however near to 0 or 1 they are; and, where it is asked for, each row's
    // loss.
    private RowProbabilities[] Probabilities(ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders, double[]? losses = null)
    {
        int length = _data.Design.ParameterCount;
        int rowCount = _data.Parts.Count;
        double[][] logOdds = new double[EquationCount][];
        for (int equation = 0; equation < EquationCount; equation++)
        {
            logOdds[equation] = _gram.Product(
                parameters.Slice(equation * length, length), remainders.Slice(equation * length, length), _data.Offsets);
        }

        RowProbabilities[] result =
        [
            .. Enumerable.Range(0, _data.ClassCount).Select(_ => new RowProbabilities(new double[rowCount], new double[rowCount])),
        ];
        double[] powers = new double[EquationCount + 1];
        for (int row = 0; row < rowCount; row++)
        {
            ReadOnlySpan<bool> isExcluded = _data.IsExcluded is null ? [] : _data.IsExcluded.AsSpan(row * powers.Length, powers.Length);
            double largest = double.NegativeInfinity;
            for (int own = 0; own < powers.Length; own++)
            {
                powers[own] = !isExcluded.IsEmpty && isExcluded[own] ? double.NegativeInfinity : own == 0 ? 0 : logOdds[own - 1][row];
                largest = Math.Max(largest, powers[own]);
            }

            double sum = 0;
            int ofRow = _data.Classes[row];
            double lag = largest - powers[ofRow];
            for (int own = 0; own < powers.Length; own++)
            {
                powers[own] = ElementaryFunctions.Exp(powers[own] - largest);
                sum += powers[own];
            }

            if (losses is not null)
            {
                losses[row] = lag == 0 ? ElementaryFunctions.LogOnePlus(Others(powers, ofRow)) : lag + ElementaryFunctions.Log(sum);
            }

            for (int own = 0; own < powers.Length; own++)
            {
                result[own].Probability[row] = powers[own] / sum;
                result[own].Complement[row] = Others(powers, own) / sum;
            }
        }

        return result;
    }

    private static double Others(double[] powers, int own)
    {
        double others = 0;
        for (int other = 0; other < powers.Length; other++)
        {
            others += other == own ? 0 : powers[other];
        }

        return others;
    }

    /// <summary>μ and 1 − μ of each row, for one class.</summary>
    private readonly record struct RowProbabilities(double[] Probability, double[] Complement);
}
