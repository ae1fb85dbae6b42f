using System.Text;
using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Code;

/// <summary>
/// Writes a model as a file of code: the functions that every file has (the prelude), the constants of this model, and a function that
/// computes its log-odds. The prelude marks the place of constants and of the function by lines of their own.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="language">The language.</param>
internal sealed class CodeExporter(ExportedModel model, CodeLanguage language) : Exporter(model)
{
    private const string ConstantsMark = "@constants@";
    private const string StatementsMark = "@statements@";
    private const string AdditionsMark = "@additions@";
    private const string ExportsMark = "@exports@";

    private readonly CodeExpressions _expressions = new(model, language);
    private readonly List<string> _tables = [];

    /// <summary>Functions beside those that score, by name, each with its lines; only JavaScript takes any.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Additions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <inheritdoc/>
    public override void Write(Stream output)
    {
        string[] statements = [.. Statements()];
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (string line in Prelude())
        {
            IEnumerable<string> lines = line.Trim() switch
            {
                ConstantsMark => Constants(line[..line.IndexOf('@')]),
                StatementsMark => statements,
                AdditionsMark => Additions.Values.SelectMany(function => function.Append("")).Select(
                    own => own.Length == 0 ? own : line[..line.IndexOf('@')] + own),
                ExportsMark => Additions.Keys.Select(name => $"{line[..line.IndexOf('@')]}api.{name} = {name};"),
                _ => [line.Replace("@title@", Heading(), StringComparison.Ordinal)],
            };
            foreach (string own in lines)
            {
                writer.WriteLine(own);
            }
        }
    }

    private string[] Prelude()
    {
        using Stream stream = typeof(CodeExporter).Assembly.GetManifestResourceStream(language.Prelude)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd().ReplaceLineEndings("\n").Split('\n');
    }

    private string Heading() => Printable($"{(Model.Title is string title ? $"{title}: " : "")}a logistic regression that predicts {Model.Target}");

    private IEnumerable<string> Constants(string indentation)
    {
        IEnumerable<string> constants =
        [
            language.Constant("TARGET", language.Text(Model.Target), ConstantKind.Text),
            language.Constant("CLASSES", language.List(Model.Classes.Select(language.Text)), ConstantKind.Texts),
            language.Constant(
                "EQUATION_CLASSES", language.List(Model.EquationClasses.Select(place => $"{place}")), ConstantKind.Integers),
            language.Constant("THRESHOLD", language.Number(Model.Model.Threshold), ConstantKind.Number),
            language.Constant(
                "STEP_LIMITS", language.List((Model.Calibration?.Limits ?? []).Select(language.Number)), ConstantKind.Numbers),
            language.Constant(
                "STEP_PROBABILITIES",
                language.List((Model.Calibration?.Probabilities ?? []).Select(language.Number)),
                ConstantKind.Numbers),
            language.Constant("OFFSET", Model.Offset is string offset ? language.Text(offset) : language.Null, ConstantKind.Text),
            language.Constant(
                "MISSING",
                language.List(Model.Model.MissingValues.Select(text => language.Text(text.ToLowerInvariant())).Distinct()),
                ConstantKind.Texts),
            .. Model.Inputs.Where(input => input.Number is null).Select(input => language.Constant(
                $"LEVELS_{input.Place}", language.List(input.Levels.Select(language.Text)), ConstantKind.Texts)),
            .. _tables,
            .. language.Examples(Model),
        ];
        return constants.Select(line => indentation + line);
    }

    /// <summary>The statements that read the columns and compute the steps, without indentation.</summary>
    public IEnumerable<string> Preparation() =>
    [
        .. Model.Inputs.SelectMany(input => language.Read(input, input.Number?.Requirements.Select(_expressions.Condition) ?? [])),
        .. Model.Equation.Steps.SelectMany(step => Described(
            step.Name, [language.Declare(_expressions.NameOf(step), _expressions.Number(step.Number))])),
    ];

    /// <summary>What a column of a term is in a row: 0 where its condition does not hold.</summary>
    /// <param name="column">The column.</param>
    public string Value(EquationColumn column)
    {
        string indicator = column.When is null ? "1" : language.Indicator(_expressions.Condition(column.When));
        return column.Number is null ? indicator : $"{indicator} * {_expressions.Number(column.Number)}";
    }

    private IEnumerable<string> Statements()
    {
        string[] names = [.. Enumerable.Range(0, Model.Equation.Classes.Count).Select(place => $"z{place}")];
        IEnumerable<string> statements =
        [
            .. Preparation(),
            .. names.Zip(Model.Equation.Intercepts, (name, value) => language.Declare(name, language.Number(value))),
            .. Model.Equation.Terms.SelectMany(term => Described(term.Name, TermStatements(term))),
            language.Return(names),
        ];
        return [.. statements.Select(line => language.Indentation + line)];
    }

    private IEnumerable<string> Described(string what, IEnumerable<string> lines) => lines.Prepend(language.Comment(Printable(what)));

    private IEnumerable<string> TermStatements(EquationTerm term)
    {
        IEnumerable<string> always = term.Columns.Where(column => column.When is null).SelectMany(Add);
        EquationColumn[] conditional = [.. term.Columns.Where(column => column.When is not null)];
        if (conditional.Length > 0 && conditional.All(column => column is { Number: null, When: LevelCondition { Levels.Count: 1 } own }
            && own.Column == ((LevelCondition)conditional[0].When!).Column))
        {
            return always.Concat(LookUp(conditional));
        }

        // The columns of one combination of levels share their condition.
        return always.Concat(language.Branches(conditional.GroupBy(column => column.When!, ReferenceEqualityComparer.Instance).Select(
            branch => new KeyValuePair<string, IEnumerable<string>>(
                _expressions.Condition((Condition)branch.Key!), branch.SelectMany(Add)))));
    }

    private IEnumerable<string> LookUp(EquationColumn[] columns)
    {
        string name = $"WEIGHTS_{_tables.Count}";
        _tables.Add(language.Table(name, columns.Select(column => new KeyValuePair<string, string>(
            ((LevelCondition)column.When!).Levels[0], language.List(column.Weights.Select(language.Number))))));
        int place = Model.PlaceOf(((LevelCondition)columns[0].When!).Column);
        return language.LookUp(name, $"c{place}", columns[0].Weights.Count);
    }

    private IEnumerable<string> Add(EquationColumn column) => column.Weights.Select((weight, place) => language.Statement(
        $"z{place} += {language.Number(weight)}{(column.Number is NumberExpression number ? $" * {_expressions.Number(number)}" : "")}"));

    // Names of columns may hold anything, and stand in comments.
    private static string Printable(string text) => string.Concat(text.Select(
        character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\\' ? ' ' : character)).Replace("*/", "* /", StringComparison.Ordinal);
}
