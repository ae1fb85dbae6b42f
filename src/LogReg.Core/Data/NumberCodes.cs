using LogReg.Storage;

namespace LogReg.Data;

/// <summary>Puts numbers in the place of a column's levels.</summary>
internal static class NumberCodes
{
    /// <summary>The number of each level.</summary>
    /// <param name="levels">The levels, which all are numbers in the notation.</param>
    /// <param name="notation">How they are written.</param>
    public static double[] NumbersOf(LevelTable levels, NumberNotation notation)
    {
        double[] numbers = new double[levels.Count];
        for (int code = 0; code < numbers.Length; code++)
        {
            bool isRead = notation.TryRead(levels.Utf8(code), out double number)
                || NumberText.Classify(levels.Utf8(code), out number) == NumberTextKind.Number;
            numbers[code] = isRead ? number : double.NaN;
        }

        return numbers;
    }

    /// <summary>A chunk of the column with numbers in place of codes.</summary>
    /// <param name="texts">The column.</param>
    /// <param name="numbers">The number of each level.</param>
    /// <param name="storage">Where the numbers go.</param>
    public static NumericColumn Replace(CategoricalColumn texts, double[] numbers, ColumnStorage storage)
    {
        ColumnValues<double> values = storage.Allocate<double>(texts.Count);
        Span<double> target = values.AsSpan();
        ReadOnlySpan<int> codes = texts.Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            target[row] = codes[row] < 0 ? double.NaN : numbers[codes[row]];
        }

        return new NumericColumn(texts.Name, values, texts.Count);
    }
}
