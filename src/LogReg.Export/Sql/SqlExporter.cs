using System.Text;
using LogReg.Equations;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Sql;

/// <summary>
/// Writes a model as a query of several steps, each of which uses the columns of the one before. Of the input at place i these are r, the
/// cell; t, its text; n, the number of the text of a level; then c, the level, or x, the number, and m, 1 where it is missing. Steps of the
/// equation are s, log-odds z, exponentials e, and columns of the table that the result has k.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="options">The dialect, the table, and the columns of the result.</param>
internal sealed class SqlExporter(ExportedModel model, SqlOptions options) : Exporter(model)
{
    // A system may limit how deep an expression is: SQLite to 1,000.
    private const int MostSummands = 100;

    // A longer text is no date.
    private const int LongestDate = 64;

    private readonly SqlLanguage _language = SqlLanguage.Of(options.Dialect);
    private readonly SqlExpressions _expressions = new(model, SqlLanguage.Of(options.Dialect));

    private bool HasOffset => Model.Offset is not null;

    private int Equations => Model.Equation.Classes.Count;

    /// <inheritdoc/>
    public override void Write(Stream output)
    {
        IReadOnlyList<string> kept = options.Columns ?? [.. Names().Distinct()];
        var steps = new SqlSteps(_language.Fence);
        steps.Add("cells", TableName(options.Table), [.. kept.Select((name, place) => new SqlColumn($"k{place}", _language.Name(name))), .. Cells()]);
        AddInputs(steps);
        AddSteps(steps);
        steps.Add("terms", null, [.. Enumerable.Range(0, Equations).Select(LogOdds)], column => column[0] != 'k' && column != "offset_number");
        if (HasOffset)
        {
            steps.Add("scores", null, [.. Enumerable.Range(0, Equations).Select(place => new SqlColumn($"z{place}", $"z{place} + offset_number"))]);
        }

        IEnumerable<SqlColumn> results = Model.IsBinary ? TwoClasses(steps) : SeveralClasses(steps);
        string query = steps.Query(Distinct([.. kept.Select((name, place) => new SqlColumn(name, $"k{place}")), .. results], kept.Count));
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };

        // Not a comment with two hyphens: a query that is an argument of a command must not begin as its options do.
        writer.Write($"/* {InBlock($"{(Model.Title is string title ? $"{title}: " : "")}a logistic regression that predicts {Model.Target}")}, "
            + "exported by logreg */\n");
        writer.Write(options.View is string view ? $"CREATE VIEW {TableName(view)} AS\n{query}" : query);
    }

    private IEnumerable<string> Names() => Model.Inputs.Select(input => input.Feature.Name).Concat(HasOffset ? [Model.Offset!] : []);

    private string TableName(string name) => string.Join('.', name.Split('.').Select(_language.Name));

    // Systems compare names of columns in any case.
    private IEnumerable<SqlColumn> Distinct(SqlColumn[] columns, int kept)
    {
        var names = new HashSet<string>(columns.Take(kept).Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        foreach ((int place, SqlColumn column) in columns.Index())
        {
            string name = place < kept ? column.Name : _language.Allowed(column.Name);
            while (place >= kept && !names.Add(name))
            {
                name += "_";
            }

            yield return column with { Name = _language.Name(name) };
        }
    }

    private IEnumerable<SqlColumn> Cells() => Names().SelectMany((name, place) => (IEnumerable<SqlColumn>)
    [
        new SqlColumn($"r{place}", _language.Name(name)),
        new SqlColumn($"t{place}", _language.CellText(_language.Name(name))),
    ]);

    private void AddInputs(SqlSteps steps)
    {
        ExportedInput[] dates = [.. Model.Inputs.Where(input => input.IsDate)];
        ExportedInput[] numbers = [.. Model.Inputs.Where(input => input.Number is not null)];
        var parsing = new SqlDates(_language);
        steps.Add("texts", null,
        [
            .. Model.Inputs.Where(input => NumericLevels(input).Count > 0).Select(
                input => new SqlColumn($"n{input.Place}", _language.NumberOrNull($"t{input.Place}"))),
            .. numbers.Except(dates).Select(input => new SqlColumn($"x{input.Place}", NumberOf(input.Place, input.Feature.Name))),
            .. HasOffset ? [new SqlColumn("offset_number", NumberOf(Model.Inputs.Count, Model.Offset!))] : Array.Empty<SqlColumn>(),
            .. dates.Select(input => new SqlColumn(
                $"t{input.Place}",
                $"CASE WHEN {IsMissing(input.Place)} OR {_language.Length($"t{input.Place}")} > {LongestDate} THEN NULL "
                    + $"ELSE {parsing.WithMonths($"t{input.Place}")} END")),
        ]);
        AddDates(steps, dates, parsing);
        steps.Add("levels", null,
        [
            .. numbers.Select(input => new SqlColumn($"m{input.Place}", Missing(input), Printable(input.Feature.Name))),
            .. Model.Inputs.Except(numbers).Select(input => new SqlColumn($"c{input.Place}", Level(input), Printable(input.Feature.Name))),
        ], column => column[0] is 'r' or 't' or 'n' or 'd' or 'u' or 'w' or 'h' or 'e');
        steps.Add("inputs", null, [.. numbers.Select(input => new SqlColumn($"x{input.Place}",
            $"CASE WHEN m{input.Place} = 1 THEN {_language.Number(input.Number!.ImputeWith)} ELSE x{input.Place} END"))]);
    }

    // Of the date at place i these are t, its text; d, the date in it; u, what follows; w, the time in that; h, the hours to add.
    private static void AddDates(SqlSteps steps, ExportedInput[] dates, SqlDates parsing)
    {
        SqlColumn[] Each(char name, Func<string, ExportedInput, string> expression) =>
            [.. dates.Select(input => new SqlColumn($"{name}{input.Place}", expression($"{input.Place}", input)))];

        steps.Add("blanks", null,
        [
            .. Each('t', (place, _) => parsing.WithoutBlanks($"t{place}")),
            .. Each('e', (place, input) => parsing.Epoch($"t{place}", input) ?? "").Where(column => column.Expression.Length > 0),
        ]);
        steps.Add("first_digits", null, Each('t', (place, _) => parsing.WithFirstZero($"t{place}")));
        steps.Add("second_digits", null, Each('t', (place, _) => parsing.WithSecondZero($"t{place}")));
        steps.Add("dates", null,
        [
            .. Each('d', (place, input) => parsing.Date($"t{place}", input)),
            .. Each('u', (place, input) => parsing.AfterDate($"t{place}", input)),
        ]);
        steps.Add("zones", null, Each('w', (place, _) => parsing.WithoutZone($"u{place}")));
        steps.Add("hours", null, Each('w', (place, _) => parsing.WithHour($"w{place}")));
        steps.Add("times", null,
            [.. Each('w', (place, _) => parsing.WithoutHalf($"w{place}")), .. Each('h', (place, _) => parsing.Half($"w{place}"))]);
        steps.Add("moments", null, Each('x', (place, input) =>
        {
            string moment = parsing.Moment($"d{place}", $"u{place}", $"w{place}", $"h{place}");
            return parsing.Epoch("", input) is null ? moment : $"COALESCE(e{place}, {moment})";
        }));
    }

    private string IsMissing(int place) => $"t{place} IS NULL OR LOWER(t{place}) IN ({string.Join(", ", Model.Model.MissingValues.SelectMany(
        text => new[] { text, text.ToLowerInvariant() }).Append("").Distinct().Select(_language.Text))})";

    private string NumberOf(int place, string name) =>
        $"CASE WHEN {IsMissing(place)} THEN NULL ELSE {_language.CellNumber($"r{place}", $"t{place}", name)} END";

    private string Missing(ExportedInput input) => $"CASE WHEN x{input.Place} IS NULL THEN 1 "
        + $"{string.Concat(input.Number!.Requirements.Select(requirement => $"WHEN NOT ({_expressions.Condition(requirement)}) THEN 1 "))}ELSE 0 END";

    private string Level(ExportedInput input)
    {
        string text = $"t{input.Place}";
        string[] levels = [.. input.Levels.Where(level => level != Feature.MissingLevel)];
        string unseen = "(unseen)";
        while (levels.Contains(unseen))
        {
            unseen = $"({unseen})";
        }

        string missing = _language.Text(Feature.MissingLevel);
        IEnumerable<string> branches =
        [
            $"CASE WHEN {IsMissing(input.Place)} THEN {missing}",
            .. levels.Length == 0 ? Array.Empty<string>() : [$"WHEN {text} IN ({string.Join(", ", levels.Select(_language.Text))}) THEN {text}"],
            .. levels.Where(level => bool.TryParse(level, out _)).DistinctBy(bool.Parse).Select(
                level => $"WHEN LOWER({text}) = {_language.Text(level.ToLowerInvariant())} THEN {_language.Text(level)}"),
            .. NumericLevels(input).Select(level => $"WHEN n{input.Place} = {_language.Number(level.Key)} THEN {_language.Text(level.Value)}"),
            $"ELSE {_language.Text(unseen)} END",
        ];
        return string.Join(' ', branches);
    }

    // A number is a level in any notation, unless several levels are the same number.
    private static List<KeyValuePair<double, string>> NumericLevels(ExportedInput input) =>
    [
        .. input.Levels.Where(level => NumericLevel.Of(level) is not null).GroupBy(level => NumericLevel.Of(level)!.Value)
            .Where(same => same.Count() == 1).Select(same => KeyValuePair.Create(same.Key, same.Single())),
    ];

    private void AddSteps(SqlSteps steps)
    {
        foreach (IGrouping<int, (SqlColumn Column, int Depth)> same in Model.Equation.Steps.Select(step =>
        {
            (string name, string number, int depth) = _expressions.Step(step);
            return (Column: new SqlColumn(name, number, Printable(step.Name)), Depth: depth);
        }).GroupBy(step => step.Depth).OrderBy(same => same.Key))
        {
            steps.Add($"steps_{same.Key}", null, [.. same.Select(step => step.Column)]);
        }
    }

    private SqlColumn LogOdds(int equation)
    {
        IEnumerable<string> summands = Model.Equation.Terms.SelectMany(term => TermNumbers(term, equation))
            .Prepend(_language.Number(Model.Equation.Intercepts[equation]));
        return new SqlColumn($"z{equation}", _language.Double(Sum([.. summands])), Printable($"log-odds of {Model.Equation.Classes[equation]}"));
    }

    private static string Sum(string[] summands) => summands.Length <= MostSummands
        ? string.Join("\n            + ", summands)
        : Sum([.. summands.Chunk(MostSummands).Select(some => $"({Sum(some)})")]);

    private IEnumerable<string> TermNumbers(EquationTerm term, int equation)
    {
        IEnumerable<string> always = term.Columns.Where(column => column.When is null).Select(column => Weighted(column, equation));
        EquationColumn[] conditional = [.. term.Columns.Where(column => column.When is not null)];

        // The columns of one combination of levels share their condition.
        IEnumerable<string> branches = conditional.GroupBy(column => column.When!, ReferenceEqualityComparer.Instance).Select(branch =>
            $"WHEN {_expressions.Condition((Condition)branch.Key!)} THEN {string.Join(" + ", branch.Select(column => Weighted(column, equation)))}");
        return conditional.Length == 0 ? always : always.Append($"CASE {string.Join(' ', branches)} ELSE 0E0 END");
    }

    private string Weighted(EquationColumn column, int equation) => _language.Number(column.Weights[equation])
        + (column.Number is NumberExpression number ? $" * {_expressions.Number(number)}" : "");

    private IEnumerable<SqlColumn> TwoClasses(SqlSteps steps)
    {
        steps.Add("probabilities", null, [new SqlColumn("p0", Model.Calibration is EquationCalibration calibration
            ? Step(calibration)
            : $"CASE WHEN z0 >= 0E0 THEN 1E0 / (1E0 + {_language.Exp("-z0")}) ELSE {_language.Exp("z0")} / (1E0 + {_language.Exp("z0")}) END")]);
        int positive = Model.EquationClasses[0];
        string threshold = _language.Number(Model.Model.Threshold);
        return
        [
            new SqlColumn("log_odds", "z0"),
            new SqlColumn("probability", "p0"),
            new SqlColumn("prediction", $"CASE WHEN p0 >= {threshold} THEN {_language.Text(Model.Classes[positive])} "
                + $"WHEN p0 < {threshold} THEN {_language.Text(Model.Classes[1 - positive])} END"),
        ];
    }

    // Without log-odds, where the offset is missing, there is no probability.
    private string Step(EquationCalibration calibration)
    {
        IEnumerable<string> branches = calibration.Limits.Zip(calibration.Probabilities, (limit, probability) =>
            $"WHEN z0 < {_language.Number(limit)} THEN {_language.Number(probability)}");
        return $"CASE {string.Join("\n            ", branches)}\n            "
            + $"WHEN z0 IS NOT NULL THEN {_language.Number(calibration.Probabilities[^1])} END";
    }

    private IEnumerable<SqlColumn> SeveralClasses(SqlSteps steps)
    {
        List<int> equations = [.. Model.EquationClasses];
        string[] scores = [.. Model.Classes.Select((_, place) => equations.IndexOf(place) is int own and >= 0 ? $"z{own}" : "0E0")];
        steps.Add("largest", null, [new SqlColumn("largest", _language.Greatest(scores))]);
        steps.Add("odds", null, [.. scores.Select((score, place) => new SqlColumn($"e{place}", _language.Exp($"({score} - largest)")))]);
        steps.Add("totals", null, [new SqlColumn("total", Sum([.. scores.Select((_, place) => $"e{place}")]))]);
        return
        [
            .. Model.Classes.Select((name, place) => new SqlColumn($"probability({name})", $"e{place} / total")),
            new SqlColumn("prediction", $"CASE {string.Join(' ', scores.Select(
                (score, place) => $"WHEN {score} = largest THEN {_language.Text(Model.Classes[place])}"))} END"),
        ];
    }

    // Some systems nest comments.
    private static string InBlock(string text) =>
        Printable(text).Replace("*/", "* /", StringComparison.Ordinal).Replace("/*", "/ *", StringComparison.Ordinal);

    private static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));
}
