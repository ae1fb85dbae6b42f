using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>
/// Which coefficients have an estimate, and which infinity the others tend to, as linear programs over all separating directions find;
/// limits of the likelihood and standard errors by pseudo-inverses. Each set of random data, of two to four classes, comes in three
/// codings: reference levels, base classes and combinations of the numeric columns. The script is Golden/separation-cone.py.
/// </summary>
public class SeparationConeGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("separation-cone");

    public static TheoryData<string> Sets { get; } = [.. Golden.Names().Where(name => name.StartsWith("set", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Fit_AnyCoding_VerdictsAreThoseOfLinearPrograms(string set)
    {
        foreach (string coding in Golden.Names(set, "codings"))
        {
            LogisticFit fit = Fit(set, coding);
            SeparationSummary separation = fit.Inference!.Separation;
            Assert.Equal(Golden.Text(set, "codings", coding, "kind"), separation.Kind switch
            {
                SeparationKind.None => "none",
                SeparationKind.Quasi => "quasiComplete",
                SeparationKind.Complete => "complete",
                _ => "undetermined",
            });
            Assert.Equal(Golden.Number(set, "codings", coding, "separatedRows"), separation.SeparatedRows);
            foreach (string name in Golden.Names(set, "codings", coding, "verdicts"))
            {
                Assert.Equal(
                    $"{coding} {name}: {Golden.Text(set, "codings", coding, "verdicts", name)}",
                    $"{coding} {name}: {VerdictOf(name, fit.Inference)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Fit_AnyCoding_WhatExistsIsTheLimit(string set)
    {
        foreach (string coding in Golden.Names(set, "codings").Where(coding => Golden.Text(set, "codings", coding, "kind") != "complete"))
        {
            LogisticFit fit = Fit(set, coding);
            DigitAssert.Near(1e-7, Golden.Number(set, "codings", coding, "logLikelihood"), fit.LogLikelihood, coding);
            foreach (string className in fit.Model.ClassesWithEquation)
            {
                foreach (CoefficientEstimate estimate in fit.Model.Estimates(className))
                {
                    string name = fit.Model.Target.IsBinary ? estimate.Name : $"{className}: {estimate.Name}";
                    if (Golden.Names(set, "codings", coding, "estimates").Contains(name))
                    {
                        double[] expected = Golden.Numbers(set, "codings", coding, "estimates", name);
                        DigitAssert.Near(1e-6 * (1 + Math.Abs(expected[0])), expected[0], estimate.Estimate, $"{coding} {name}");
                        DigitAssert.Near(
                            1e-6 * (1 + expected[1]), expected[1], estimate.StandardError, $"{coding} standard error of {name}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void PredictInterval_AnyCoding_IsTheSameForEveryTrainingRow(string set)
    {
        int[] classes = [.. Golden.Numbers(set, "classes").Select(value => (int)value)];
        if (classes.Max() > 1 || Golden.Text(set, "codings", "coding0", "kind") == "complete")
        {
            return;
        }

        var fits = Golden.Names(set, "codings").ToDictionary(coding => coding, coding => Fit(set, coding).Model);
        for (int row = 0; row < classes.Length; row++)
        {
            ConfidenceInterval expected = fits["coding0"].PredictInterval(RowOf(set, "coding0", row));
            foreach ((string coding, LogisticModel model) in fits)
            {
                ConfidenceInterval actual = model.PredictInterval(RowOf(set, coding, row));
                DigitAssert.Near(1e-8, expected.Lower, actual.Lower, $"{coding} row {row}");
                DigitAssert.Near(1e-8, expected.Upper, actual.Upper, $"{coding} row {row}");
            }
        }
    }

    private static string VerdictOf(string name, ModelInference inference)
    {
        if (inference.Aliased.Any(one => one.Name == name.Split(": ")[^1]))
        {
            return "aliased";
        }

        return inference.Separation.Unbounded.FirstOrDefault(one => one.Name == name) is { } unbounded
            ? unbounded.Direction switch { 0 => "undetermined", > 0 => "infinity", _ => "-infinity" }
            : "finite";
    }

    private static Dictionary<string, object?> RowOf(string set, string coding, int row)
    {
        var cells = new Dictionary<string, object?>();
        foreach (string name in Golden.Names(set, "codings", coding, "numbers"))
        {
            cells[name] = Golden.Numbers(set, "codings", coding, "numbers", name)[row];
        }

        foreach (string name in Golden.Names(set, "levels"))
        {
            cells[name] = $"l{Golden.Numbers(set, "levels", name)[row]}";
        }

        return cells;
    }

    private static LogisticFit Fit(string set, string coding)
    {
        var builder = new TableBuilder();
        string[] numbers = [.. Golden.Names(set, "codings", coding, "numbers")];
        string[] levels = [.. Golden.Names(set, "levels")];
        foreach (string name in numbers)
        {
            builder.AddNumeric(name, Golden.Numbers(set, "codings", coding, "numbers", name));
        }

        foreach (string name in levels)
        {
            builder.AddCategorical(name, Golden.Numbers(set, "levels", name).Select(level => $"l{level}"));
        }

        double[] classes = Golden.Numbers(set, "classes");
        builder.AddCategorical("y", classes.Select(code => $"c{code}"));
        return new LogisticRegression
        {
            Target = "y",
            Features = [.. numbers, .. levels],
            References = levels.ToDictionary(name => name, name => $"l{Golden.Number(set, "codings", coding, "references", name)}"),
            BaseClass = classes.Max() > 1 ? $"c{Golden.Number(set, "codings", coding, "base")}" : null,
        }.Fit(builder.Build());
    }
}
