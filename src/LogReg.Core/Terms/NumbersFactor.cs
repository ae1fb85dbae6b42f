using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A factor that is one number or several.</summary>
/// <param name="cells">The cells of the feature.</param>
/// <param name="name">The factor as a formula writes it.</param>
internal abstract class NumbersFactor(FeatureCells cells, string name) : TermFactor(cells, name)
{
    /// <summary>The name of each number, as part of the name of a coefficient.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Of what a number is a linear function: of the feature, or of an expression such as <c>log(age)</c>; <see langword="null"/>
    /// if it is a curve.</summary>
    /// <param name="place">The position of the number.</param>
    public virtual string? LinearIn(int place) => null;

    /// <summary>Computes the numbers.</summary>
    /// <param name="cell">The cell, as <see cref="FeatureCells.ReadCell(ReadOnlySpan{double})"/> reads it.</param>
    /// <param name="values">Receives a number for each name.</param>
    public abstract void Evaluate(double cell, Span<double> values);

    /// <summary>Writes out the numbers, with the same operations as <see cref="Evaluate(double, Span{double})"/>.</summary>
    /// <param name="builder">Takes numbers that are used several times.</param>
    /// <returns>A number for each name.</returns>
    public abstract IReadOnlyList<NumberExpression> Write(EquationBuilder builder);

    /// <summary>Writes out the numbers of a product.</summary>
    /// <param name="factors">The factors, at least one.</param>
    /// <param name="builder">Takes numbers that are used several times.</param>
    /// <returns>The numbers, those of the first factor changing fastest.</returns>
    public static IReadOnlyList<NumberExpression> Write(IReadOnlyList<NumbersFactor> factors, EquationBuilder builder)
    {
        IReadOnlyList<NumberExpression>[] numbers = [.. factors.Select(factor => factor.Write(builder))];
        IEnumerable<NumberExpression[]> products = numbers.Aggregate(
            (IEnumerable<NumberExpression[]>)[[]],
            (before, next) => next.SelectMany(number => before.Select(product => (NumberExpression[])[.. product, number])));
        return [.. products.Select(product => product.Length == 1 ? product[0] : new ProductNumber(product))];
    }

    /// <summary>The number of numbers of a product; 1 for none.</summary>
    /// <param name="factors">The factors.</param>
    public static int WidthOf(IEnumerable<NumbersFactor> factors) =>
        factors.Aggregate(1, (product, factor) => checked(product * factor.Names.Count));

    /// <summary>The names of the numbers of a product, those of the first factor changing fastest, as in R.</summary>
    /// <param name="factors">The factors.</param>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<NumbersFactor> factors) => factors.Skip(1).Aggregate(
        factors[0].Names,
        (names, factor) => [.. factor.Names.SelectMany(name => names.Select(before => $"{before}:{name}"))]);

    /// <summary>Computes the numbers of a product.</summary>
    /// <param name="factors">The factors.</param>
    /// <param name="cells">The cell of each factor.</param>
    /// <param name="scratch">Room for the numbers of a factor.</param>
    /// <param name="values">Receives the numbers, those of the first factor changing fastest.</param>
    public static void Evaluate(NumbersFactor[] factors, ReadOnlySpan<double> cells, Span<double> scratch, Span<double> values)
    {
        values[0] = 1;
        int width = 1;
        for (int factor = 0; factor < factors.Length; factor++)
        {
            factors[factor].Evaluate(cells[factor], scratch);
            width = Multiply(values, width, scratch[..factors[factor].Names.Count]);
        }
    }

    /// <summary>Of what a number of a product is a linear function, as far as it depends on a feature.</summary>
    /// <param name="factors">The factors.</param>
    /// <param name="number">The position of the number in the product.</param>
    /// <param name="feature">The position of the feature.</param>
    /// <returns>The feature or an expression; <see langword="null"/> if it is a curve.</returns>
    public static string? LinearIn(IReadOnlyList<NumbersFactor> factors, int number, int feature)
    {
        string? linear = null;
        foreach (NumbersFactor factor in factors)
        {
            (number, int place) = Math.DivRem(number, factor.Names.Count);
            if (factor.Cells.Place != feature)
            {
                continue;
            }

            if (linear is not null || factor.LinearIn(place) is not string expression)
            {
                return null;
            }

            linear = expression;
        }

        return linear;
    }

    // The numbers of the next factor change slowest; the last come first, so that none is overwritten before it is used.
    private static int Multiply(Span<double> values, int width, ReadOnlySpan<double> next)
    {
        for (int other = next.Length - 1; other >= 0; other--)
        {
            for (int place = 0; place < width; place++)
            {
                values[(other * width) + place] = values[place] * next[other];
            }
        }

        return width * next.Length;
    }
}
