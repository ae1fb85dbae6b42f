using System.Globalization;
using LogReg.Collectives;
using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>
/// Polynomials of degree 1 to d that are orthonormal over the training rows, by the three-term recurrence p_{j+1} = (x − α_j) p_j −
/// (n_j/n_{j−1}) p_{j−1} with n_j = Σ w p_j², each divided by √n_j: R's <c>poly</c> (W. J. Kennedy and J. E. Gentle, <i>Statistical
/// Computing</i>, 1980, pp. 343–347).
/// </summary>
/// <param name="Centres">α_0 … α_{d−1}.</param>
/// <param name="Norms">n_0 … n_d, each above 0.</param>
internal sealed record OrthogonalPolynomials(IReadOnlyList<double> Centres, IReadOnlyList<double> Norms) : NumberFunction
{
    /// <inheritdoc/>
    public override int Width => Centres.Count;

    /// <inheritdoc/>
    public override int LinearPlace => 0;

    /// <inheritdoc/>
    public override string NameOf(string factor, int place) => string.Create(CultureInfo.InvariantCulture, $"{factor}{place + 1}");

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder)
    {
        number = builder.Bind(name, number);
        var values = new NumberExpression[Width];
        NumberExpression? before = null;
        NumberExpression? current = null;
        for (int degree = 0; degree < Width; degree++)
        {
            NumberExpression next = new SumNumber([number, new ConstantNumber(-Centres[degree])]);
            if (current is not null)
            {
                double ratio = Norms[degree] / Norms[degree - 1];
                next = new SumNumber(
                [
                    new ProductNumber([next, current]),
                    before is null ? new ConstantNumber(-ratio) : new ProductNumber([new ConstantNumber(-ratio), before]),
                ]);
            }

            (before, current) = (current, degree < Width - 1 ? builder.Bind($"{name}, degree {degree + 1}", next) : next);
            values[degree] = new QuotientNumber(current, Math.Sqrt(Norms[degree + 1]));
        }

        return values;
    }

    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values)
    {
        double before = 0;
        double current = 1;
        for (int degree = 0; degree < Centres.Count; degree++)
        {
            double next = (number - Centres[degree]) * current;
            if (degree > 0)
            {
                next -= Norms[degree] / Norms[degree - 1] * before;
            }

            (before, current) = (current, next);
            values[degree] = current / Math.Sqrt(Norms[degree + 1]);
        }
    }

    /// <summary>Fits the constants.</summary>
    /// <param name="numbers">The training values.</param>
    /// <param name="degree">d, at least 1 and below the number of different values.</param>
    public static OrthogonalPolynomials Fit(WeightedNumbers numbers, int degree)
    {
        double[] values = numbers.Values;
        double[] centres = new double[degree];
        double[] norms = new double[degree + 1];
        double[] before = new double[values.Length];
        double[] current = new double[values.Length];
        Array.Fill(current, 1);
        for (int step = 0; step <= degree; step++)
        {
            (norms[step], double moment) = Moments(numbers, current);
            if (step == degree)
            {
                break;
            }

            centres[step] = moment / norms[step];
            double share = step == 0 ? 0 : norms[step] / norms[step - 1];
            for (int row = 0; row < values.Length; row++)
            {
                double next = ((values[row] - centres[step]) * current[row]) - (share * before[row]);
                (before[row], current[row]) = (current[row], next);
            }
        }

        return new OrthogonalPolynomials(centres, norms);
    }

    /// <summary>Determines whether both have the same constants.</summary>
    public bool Equals(OrthogonalPolynomials? other) =>
        other is not null && Centres.SequenceEqual(other.Centres) && Norms.SequenceEqual(other.Norms);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Centres.Count, Centres[0], Norms[^1]);

    // Of a polynomial Σ w p² and Σ w p² x.
    private static (double Norm, double Moment) Moments(WeightedNumbers numbers, double[] polynomial)
    {
        PartSums sums = numbers.Rows.StartSums(2);
        foreach (RowPart part in numbers.Rows.Own)
        {
            double norm = 0;
            double moment = 0;
            for (int row = part.First; row < part.End; row++)
            {
                double square = numbers.WeightOf(row) * polynomial[row] * polynomial[row];
                norm += square;
                moment += square * numbers.Values[row];
            }

            Span<double> own = sums.OfChunk(part.Chunk);
            (own[0], own[1]) = (norm, moment);
        }

        double[] total = sums.Total();
        return (total[0], total[1]);
    }
}
