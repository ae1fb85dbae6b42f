using LogReg.Export.Code;
using LogReg.Export.Writing;
using LogReg.Inference;

namespace LogReg.Export.Pages;

/// <summary>
/// The interval of a probability in JavaScript: σ(η ± z·√v), v = x̃ᵀCx̃. Of the covariance C of the coefficients only the part about a
/// typical row is written, for v of rows near it is the small sum of large numbers of C itself.
/// </summary>
internal sealed class IntervalCode
{
    // 0.975 quantile of the standard normal distribution.
    private const double Quantile = 1.959963984540054;
    private const double LargestDifference = 1e-12;

    private readonly ExportedModel _model;
    private readonly JavaScriptLanguage _language;
    private readonly double[] _centre;
    private readonly double[][] _matrix;

    private IntervalCode(ExportedModel model, JavaScriptLanguage language, CoefficientCovariance covariance)
    {
        _model = model;
        _language = language;
        _centre = [1, .. new EquationValues(model, Cells(model, model.Examples[0])).Columns];
        _matrix = About(covariance, _centre);
    }

    /// <summary>Prepares the interval of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="language">JavaScript.</param>
    /// <param name="reason">Why there is none; otherwise <see langword="null"/>.</param>
    /// <returns>The interval, or <see langword="null"/>.</returns>
    public static IntervalCode? Of(ExportedModel model, JavaScriptLanguage language, out string? reason)
    {
        reason = ReasonAgainst(model);
        if (reason is not null)
        {
            return null;
        }

        try
        {
            var code = new IntervalCode(model, language, model.Model.Inference!.Covariance!);
            reason = code.AgreesWithTheModel() ? null : "its covariance has too few digits";
            return reason is null ? code : null;
        }
        catch (LogRegException exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    /// <summary>The function that gives the bounds of a row.</summary>
    /// <param name="code">Writes the statements.</param>
    public IReadOnlyList<string> Lines(CodeExporter code)
    {
        IEnumerable<string> values = _model.Equation.Terms.SelectMany(term => term.Columns).Select(
            (column, place) => $"    {code.Value(column)} - {_language.Number(_centre[place + 1])},");
        return
        [
            "/** The bounds of the 95% confidence interval of the probability of the positive class. */",
            "function interval(row) {",
            .. code.Preparation().Select(line => $"    {line}"),
            "    const centred = [",
            "        1,",
            .. values.Select(line => $"    {line}"),
            "    ];",
            "    let variance = 0;",
            "    VARIANCES.forEach((numbers, place) => numbers.forEach((number, other) => {",
            "        variance += (place === other ? 1 : 2) * number * centred[place] * centred[other];",
            "    }));",
            "    const value = logOdds(row)[0];",
            $"    const margin = {_language.Number(Quantile)} * Math.sqrt(Math.max(variance, 0));",
            "    return [sigmoid(value - margin), sigmoid(value + margin)];",
            "}",
            "",
            "// The covariance of the log-odds at a typical row and of the coefficients: the lower triangle.",
            "const VARIANCES = [",
            .. _matrix.Select(row => $"    {_language.List(row.Select(_language.Number))},"),
            "];",
        ];
    }

    private static string? ReasonAgainst(ExportedModel model)
    {
        if (!model.IsBinary)
        {
            return "it has more than two classes";
        }

        try
        {
            var row = model.Inputs.ToDictionary(input => input.Feature.Name, _ => (object?)null);
            if (model.Offset is string offset)
            {
                row[offset] = 0.0;
            }

            model.Model.PredictInterval(row);
        }
        catch (LogRegException exception)
        {
            return exception.Message;
        }

        ModelInference inference = model.Model.Inference!;
        int columns = model.Equation.Terms.Sum(term => term.Columns.Count) + 1;
        return inference.Separation.Kind is SeparationKind.Complete or SeparationKind.Quasi ? "some of its coefficients have no finite estimate"
            : inference.Aliased.Count > 0 || inference.Undetermined.Count > 0 || inference.Covariance!.Dimension != columns
                ? "some of its coefficients depend on others"
                : null;
    }

    private static object?[] Cells(ExportedModel model, ExampleRow row) =>
    [
        .. model.Inputs.Select(input => row.Cells[input.Place] is string text && input.IsDate
            ? (DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalDays
            : row.Cells[input.Place]),
    ];

    // The lower triangle of the covariance of the log-odds at the centre and of the coefficients.
    private static double[][] About(CoefficientCovariance covariance, double[] centre)
    {
        double[][] rows = [.. Enumerable.Range(0, centre.Length).Select(row => new double[row + 1])];
        double variance = 0;
        for (int row = 0; row < centre.Length; row++)
        {
            double withCentre = 0;
            for (int column = 0; column < centre.Length; column++)
            {
                withCentre += centre[column] * covariance[row, column];
                if (column <= row)
                {
                    rows[row][column] = covariance[row, column];
                }
            }

            variance += centre[row] * withCentre;
            rows[row][0] = withCentre;
        }

        rows[0][0] = variance;
        return rows;
    }

    private bool AgreesWithTheModel() => _model.Examples.All(example =>
    {
        double[] values = [1, .. new EquationValues(_model, Cells(_model, example)).Columns];
        double variance = 0;
        for (int row = 0; row < values.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                variance += (row == column ? 1 : 2) * _matrix[row][column] * Centred(values, row) * Centred(values, column);
            }
        }

        ConfidenceInterval expected = _model.Model.PredictInterval(ExampleRow.ToRow(_model, example.Cells));
        double probability = example.Probabilities[_model.EquationClasses[0]];
        double value = Math.Log(probability / example.Probabilities[1 - _model.EquationClasses[0]]);
        double margin = Quantile * Math.Sqrt(Math.Max(variance, 0));
        return Math.Abs(Sigmoid(value - margin) - expected.Lower) <= LargestDifference
            && Math.Abs(Sigmoid(value + margin) - expected.Upper) <= LargestDifference;
    });

    private double Centred(double[] values, int place) => place == 0 ? 1 : values[place] - _centre[place];

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
