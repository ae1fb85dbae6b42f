using System.Globalization;
using LogReg.Design;
using LogReg.Objectives;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>
/// A file of <c>data/</c> as objectives see it in training: numbers standardised, categories as codes with the first level the reference.
/// Rows with an empty cell are left out.
/// </summary>
internal sealed class StandardizedSample
{
    private readonly string[] _header;
    private readonly string[][] _rows;
    private readonly List<string> _names = ["(intercept)"];
    private readonly List<double> _means = [0];
    private readonly List<double> _deviations = [1];

    public StandardizedSample(string file, string target, string[] numbers, string[] categories)
    {
        string[] lines = File.ReadAllLines(TestData.PathOf(file));
        _header = lines[0].Split(',');
        string[] used = [target, .. numbers, .. categories];
        _rows = [.. lines.Skip(1).Select(line => line.Split(',')).Where(row => used.All(name => row[Position(name)].Length > 0))];
        double[] ones = new double[_rows.Length];
        Array.Fill(ones, 1);
        List<ColumnGroup> groups = [new DenseGroup(0, [ones, .. numbers.Select(Standardize)])];
        List<int> parameters = [.. Enumerable.Range(0, numbers.Length + 1)];
        int column = parameters.Count;
        foreach (string category in categories)
        {
            string[] cells = Cells(category);
            string[] levels = [.. cells.Distinct().Order(StringComparer.Ordinal)];
            groups.Add(new CategoricalGroup(column, levels.Length, cells.Select(cell => Array.IndexOf(levels, cell)).ToArray()));
            parameters.AddRange(Enumerable.Range(column + 1, levels.Length - 1));
            _names.AddRange(levels.Skip(1).Select(level => $"{category}={level}"));
            column += levels.Length;
        }

        while (_means.Count < _names.Count)
        {
            _means.Add(0);
            _deviations.Add(1);
        }

        string[] classes = [.. Cells(target).Distinct().Order(StringComparer.Ordinal)];
        ClassCount = classes.Length;
        Classes = [.. Cells(target).Select(cell => Array.IndexOf(classes, cell))];
        Design = new DesignMatrix([new DesignChunk([.. groups], _rows.Length)], column, [.. parameters]);
    }

    public DesignMatrix Design { get; }

    public int[] Classes { get; }

    public int ClassCount { get; }

    /// <summary>The names of the coefficients, the intercept's first.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Hosmer and Lemeshow's low birth weight data with all features, race as a category.</summary>
    public static StandardizedSample Birthwt() =>
        new("birthwt.csv", "low", ["age", "lwt", "smoke", "ptl", "ht", "ui", "ftv"], ["race"]);

    /// <summary>The endometrial data.</summary>
    public static StandardizedSample Endometrial() => new("endometrial.csv", "HG", ["NV", "PI", "EH"], []);

    /// <summary>Finney's vasoconstriction data.</summary>
    public static StandardizedSample Vaso() => new("vaso.csv", "Y", ["logVolume", "logRate"], []);

    /// <summary>The rows with weights or offsets, computed from a numeric column of the file.</summary>
    public ClassificationData Data(double[]? weights = null, double[]? offsets = null) =>
        new(Design, Classes, ClassCount, weights, offsets);

    /// <summary>A numeric column as the file has it.</summary>
    public double[] Numbers(string name) => [.. Cells(name).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    /// <summary>c with c·β the coefficient on the original scale: β_j/s_j, and β_0 − Σ β_j·m_j/s_j for the intercept.</summary>
    public double[] Functional(int parameter)
    {
        double[] functional = new double[_names.Count];
        functional[parameter] = 1 / _deviations[parameter];
        for (int other = 1; parameter == 0 && other < functional.Length; other++)
        {
            functional[other] = -_means[other] / _deviations[other];
        }

        return functional;
    }

    /// <summary>A coefficient on the original scale.</summary>
    public double Original(double[] parameters, int parameter) =>
        Functional(parameter).Zip(parameters, (factor, value) => factor * value).Sum();

    private double[] Standardize(string name)
    {
        double[] values = Numbers(name);
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        _names.Add(name);
        _means.Add(mean);
        _deviations.Add(deviation);
        return [.. values.Select(value => (value - mean) / deviation)];
    }

    private string[] Cells(string name) => [.. _rows.Select(row => row[Position(name)])];

    private int Position(string name) => Array.IndexOf(_header, name);
}
