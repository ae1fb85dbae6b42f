using System.Globalization;
using System.Xml.Linq;

namespace LogReg.Export.Tests;

/// <summary>Evaluates the elements of PMML 4.4 that exported models use, by the words of its specification; others are errors.</summary>
public sealed class PmmlEvaluator
{
    private static readonly XNamespace Pmml = "http://www.dmg.org/PMML-4_4";

    private readonly XElement _root;
    private readonly XElement _model;
    private readonly Dictionary<string, object?> _fields = [];

    /// <param name="text">The document.</param>
    public PmmlEvaluator(string text)
    {
        _root = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
        _model = _root.Element(Pmml + "RegressionModel") ?? _root.Element(Pmml + "MiningModel")!;
        Assert.Equal("4.4", (string?)_root.Attribute("version"));
        Assert.All(Models(), model => Assert.Equal(
            ["MiningSchema", "Output", "LocalTransformations", "RegressionTable"],
            model.Elements().Select(element => element.Name.LocalName).Distinct()));
    }

    /// <summary>Evaluates a row.</summary>
    /// <param name="row">A number, a text or <see langword="null"/> for each column.</param>
    /// <returns>The fields of the output by name, in their order.</returns>
    public IReadOnlyList<object?> Evaluate(IReadOnlyDictionary<string, object?> row)
    {
        var fields = new Dictionary<string, object?>();
        string target = Name(_model.Element(Pmml + "MiningSchema")!.Elements().Single(
            field => (string?)field.Attribute("usageType") == "target"));
        foreach (XElement field in _root.Element(Pmml + "DataDictionary")!.Elements().Where(field => Name(field) != target))
        {
            object? value = row[Name(field)];
            bool isMissing = field.Elements().Any(
                one => (string?)one.Attribute("property") == "missing" && Equals((string?)one.Attribute("value"), value));
            fields.Add(Name(field), isMissing ? null : value);
        }

        // Of a chain each model knows the fields of its schema, which are those of the data or outputs of an earlier one.
        IReadOnlyList<object?> outputs = [];
        foreach (XElement model in Models())
        {
            _fields.Clear();
            foreach (XElement field in model.Element(Pmml + "MiningSchema")!.Elements().Where(field => Name(field) != target))
            {
                _fields.Add(Name(field), fields[Name(field)]);
            }

            outputs = Evaluate(model, fields);
        }

        return outputs;
    }

    // A model by itself, or those of a chain.
    private XElement[] Models()
    {
        if (_model.Name.LocalName == "RegressionModel")
        {
            return [_model];
        }

        XElement segmentation = _model.Element(Pmml + "Segmentation")!;
        Assert.Equal("modelChain", (string?)segmentation.Attribute("multipleModelMethod"));
        return
        [
            .. segmentation.Elements(Pmml + "Segment").Select(segment =>
            {
                Assert.Equal("True", segment.Elements().First().Name.LocalName);
                return segment.Elements().Single(element => element.Name.LocalName == "RegressionModel");
            }),
        ];
    }

    private List<object?> Evaluate(XElement model, Dictionary<string, object?> known)
    {
        foreach (XElement field in model.Element(Pmml + "LocalTransformations")!.Elements())
        {
            _fields.Add(Name(field), Value(field.Elements().Single()));
        }

        Dictionary<string, double> results = (string)model.Attribute("functionName")! == "regression"
            ? new() { [""] = Score(model.Element(Pmml + "RegressionTable")!) }
            : Probabilities(model);
        var outputs = new List<object?>();
        foreach (XElement field in model.Element(Pmml + "Output")!.Elements())
        {
            object? value = (string)field.Attribute("feature")! switch
            {
                "probability" => results[(string)field.Attribute("value")!],
                "predictedValue" => results.TryGetValue("", out double predicted) ? predicted : results.MaxBy(one => one.Value).Key,
                _ => Value(field.Elements().Single()),
            };
            _fields.Add(Name(field), value);
            known.Add(Name(field), value);
            outputs.Add(value);
        }

        return outputs;
    }

    private static string Name(XElement element) => (string)element.Attribute("name")!;

    private Dictionary<string, double> Probabilities(XElement model)
    {
        XElement[] tables = [.. model.Elements(Pmml + "RegressionTable")];
        double[] scores = [.. tables.Select(Score)];
        double[] odds = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
        double[] probabilities = (string)model.Attribute("normalizationMethod")! switch
        {
            "none" when tables.Length == 2 => [scores[0], 1 - scores[0]],
            "logit" when tables.Length == 2 => [1 / (1 + Math.Exp(-scores[0])), 1 - (1 / (1 + Math.Exp(-scores[0])))],
            "softmax" when tables.Length > 2 => [.. odds.Select(one => one / odds.Sum())],
            string other => throw new NotSupportedException(other),
        };
        return tables.Zip(probabilities).ToDictionary(pair => (string)pair.First.Attribute("targetCategory")!, pair => pair.Second);
    }

    private double Score(XElement table) => (double)table.Attribute("intercept")! + table.Elements().Sum(Predictor);

    private double Predictor(XElement predictor) => (double)predictor.Attribute("coefficient")! * predictor.Name.LocalName switch
    {
        "NumericPredictor" => (double)_fields[Name(predictor)]!,
        "CategoricalPredictor" => Equals(_fields[Name(predictor)], (string)predictor.Attribute("value")!) ? 1 : 0,
        _ => throw new NotSupportedException(predictor.Name.LocalName),
    };

    private object? Value(XElement element) => element.Name.LocalName switch
    {
        "FieldRef" => _fields[(string)element.Attribute("field")!],
        "Constant" when (string?)element.Attribute("dataType") == "double" => double.Parse(element.Value, CultureInfo.InvariantCulture),
        "Constant" => element.Value,
        "Discretize" => _fields[(string)element.Attribute("field")!] is double number ? Discretize(element, number) : null,
        "Apply" => Apply((string)element.Attribute("function")!, [.. element.Elements()]),
        _ => throw new NotSupportedException(element.Name.LocalName),
    };

    private static object? Discretize(XElement element, double number)
    {
        Assert.Equal("double", (string?)element.Attribute("dataType"));
        return element.Elements().Where(bin => IsWithin(bin.Elements().Single(), number)).Select(
            bin => (object?)(double)bin.Attribute("binValue")!).SingleOrDefault();
    }

    private static bool IsWithin(XElement interval, double number)
    {
        double left = (double?)interval.Attribute("leftMargin") ?? double.NegativeInfinity;
        double right = (double?)interval.Attribute("rightMargin") ?? double.PositiveInfinity;
        return (string)interval.Attribute("closure")! switch
        {
            "openOpen" => number > left && number < right,
            "closedOpen" => number >= left && number < right,
            string other => throw new NotSupportedException(other),
        };
    }

    private object? Apply(string function, XElement[] arguments)
    {
        if (function == "if")
        {
            return Value(arguments[0]) is bool truth ? Value(arguments[truth ? 1 : 2]) : null;
        }

        object?[] values = [.. arguments.Select(Value)];
        return function switch
        {
            "isMissing" => values[0] is null,
            "and" => values.Contains(false) ? false : values.Contains(null) ? null : true,
            "or" => values.Contains(true) ? true : values.Contains(null) ? null : false,
            _ when values.Contains(null) => null,
            "not" => !(bool)values[0]!,
            "isIn" => values.Skip(1).Contains(values[0]),
            "equal" => values[0]!.Equals(values[1]),
            "lessThan" or "lessOrEqual" or "greaterOrEqual" or "greaterThan" => Compare(function, (double)values[0]!, (double)values[1]!),
            _ => Compute(function, [.. values.Select(value => (double)value!)]),
        };
    }

    private static bool Compare(string function, double left, double right) => function switch
    {
        "lessThan" => left < right,
        "lessOrEqual" => left <= right,
        "greaterOrEqual" => left >= right,
        _ => left > right,
    };

    private static double Compute(string function, double[] values) => function switch
    {
        "+" => values[0] + values[1],
        "-" => values[0] - values[1],
        "*" => values[0] * values[1],
        "/" => values[0] / values[1],
        "max" => values.Max(),
        "pow" => Math.Pow(values[0], values[1]),
        "ln" => Math.Log(values[0]),
        "ln1p" => double.LogP1(values[0]),
        "sqrt" => Math.Sqrt(values[0]),
        "exp" => Math.Exp(values[0]),
        "abs" => Math.Abs(values[0]),
        "floor" => Math.Floor(values[0]),
        "rint" => Math.Round(values[0], MidpointRounding.ToEven),
        _ => throw new NotSupportedException(function),
    };
}
