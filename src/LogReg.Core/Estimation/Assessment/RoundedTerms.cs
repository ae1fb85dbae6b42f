using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Finds powers and products of numbers far from 0: they are rounded to 53 bits, and what distinguishes them from the numbers
/// themselves may be no larger than that.</summary>
internal static class RoundedTerms
{
    // Rounding of more than this share of what no other column says leaves fewer than five correct digits.
    private const double LargestShare = 1e-5;

    private const int MostNames = 8;
    private const int LongestName = 100;

    /// <summary>The warning, if there is one.</summary>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="inference">The inference, or <see langword="null"/>.</param>
    public static IEnumerable<FitWarning> Of(TermLayout layout, ModelInference? inference)
    {
        var shares = new OrderedDictionary<string, double>();
        foreach (VarianceInflation inflation in inference?.Collinearity?.Inflations ?? [])
        {
            Term? term = layout.HasOwnTerms ? layout.Terms.First(one => one.Name == inflation.Feature) : null;
            if (term is DerivedTerm { Parameters: [TermParameter number] })
            {
                double size = Math.Max(Math.Abs(number.Mean), number.Scale) / number.Scale;
                shares[term.Name] = size * Math.ScaleB(1, -53) * Math.Sqrt(inflation.FactorPerCoefficient);
            }
        }

        string[] rounded =
        [
            .. shares.Where(one => one.Value > LargestShare).OrderByDescending(one => one.Value).Select(one => one.Key),
        ];
        if (rounded.Length == 0)
        {
            yield break;
        }

        int digits = Enumerable.Range(1, 4).Count(digit => shares[rounded[0]] < Math.ScaleB(1, -digit * 10 / 3));
        yield return new FitWarning(
            FitWarningKind.NearCollinearity,
            $"{MessageText.List(rounded, MostNames, LongestName)}: the numbers are so far from 0 that rounding hides what distinguishes "
                + $"{(rounded.Length == 1 ? "this term" : "these terms")} from the others; "
                + $"{(digits == 0 ? "no digit" : digits == 1 ? "about 1 digit" : $"about {digits} digits")} of the estimates can be relied on",
            "write center(…) around the columns in the formula, or poly(…) instead of powers: the model is the same");
    }
}
