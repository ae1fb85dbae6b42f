using System.Globalization;
using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Code;

/// <summary>How a programming language spells what an equation consists of.</summary>
internal abstract class CodeLanguage
{
    /// <summary>The name of the resource with the functions that every exported file has.</summary>
    public abstract string Prelude { get; }

    /// <summary>The indentation of a statement in the function that computes the log-odds.</summary>
    public abstract string Indentation { get; }

    /// <summary>A number, so that it is read back as the same double.</summary>
    /// <param name="number">A finite number.</param>
    public virtual string Number(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".E") ? text : $"{text}.0";
    }

    /// <summary>A text in quotes.</summary>
    /// <param name="text">The text.</param>
    public abstract string Text(string text);

    /// <summary>No value, as of a missing cell.</summary>
    public abstract string Null { get; }

    /// <summary>A list of values.</summary>
    /// <param name="values">The values, spelled.</param>
    public virtual string List(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";

    /// <summary>A table of the weights of levels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="entries">The level, and its weight in each equation.</param>
    public abstract string Table(string name, IEnumerable<KeyValuePair<string, string>> entries);

    /// <summary>The declaration of a constant beside the functions.</summary>
    /// <param name="name">Its name in upper case.</param>
    /// <param name="value">Its value, spelled.</param>
    /// <param name="kind">What it is.</param>
    public abstract string Constant(string name, string value, ConstantKind kind);

    /// <summary>The statements that read a column: its number or level, and whether a number is missing.</summary>
    /// <param name="input">The column.</param>
    /// <param name="requirements">The conditions that a number must meet.</param>
    public abstract IEnumerable<string> Read(ExportedInput input, IEnumerable<string> requirements);

    /// <summary>The declaration of a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, spelled.</param>
    public abstract string Declare(string name, string value);

    /// <summary>A statement, complete.</summary>
    /// <param name="text">What it does.</param>
    public abstract string Statement(string text);

    /// <summary>A comment on a line of its own.</summary>
    /// <param name="text">The comment, in one line.</param>
    public abstract string Comment(string text);

    /// <summary>Statements under conditions of which at most one holds.</summary>
    /// <param name="branches">The conditions with their statements.</param>
    public abstract IEnumerable<string> Branches(IEnumerable<KeyValuePair<string, IEnumerable<string>>> branches);

    /// <summary>The statements that look up the weights of a level, and add them to the log-odds.</summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="level">The name of the level.</param>
    /// <param name="equations">The number of equations.</param>
    public abstract IEnumerable<string> LookUp(string table, string level, int equations);

    /// <summary>The conditions combined.</summary>
    public abstract string Join(IEnumerable<string> conditions, bool all);

    /// <summary>The opposite of a condition.</summary>
    public abstract string Not(string condition);

    /// <summary>Whether a level is one of several.</summary>
    public abstract string IsLevel(string level, IReadOnlyList<string> levels);

    /// <summary>1 or 0.</summary>
    public abstract string Indicator(string condition);

    /// <summary>max(x, 0).</summary>
    public abstract string PositivePart(string number);

    /// <summary>The name of the function of the prelude that multiplies a number by itself.</summary>
    public virtual string Power => "power";

    /// <summary>A function of a number.</summary>
    public abstract string Function(EquationFunction function, string number);

    /// <summary>Whether two numbers are equal.</summary>
    public virtual string EqualSign => "==";

    /// <summary>The last statement: the log-odds of the equations.</summary>
    /// <param name="names">Their names.</param>
    public abstract string Return(IReadOnlyList<string> names);

    /// <summary>The example rows, as a constant.</summary>
    /// <param name="model">The model.</param>
    public abstract IEnumerable<string> Examples(ExportedModel model);
}
