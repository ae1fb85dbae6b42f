using System.Text;
using LogReg.Data;

namespace LogReg;

/// <summary>The target of a model and its classes.</summary>
/// <param name="Name">The name of the target column.</param>
/// <param name="Classes">The K ≥ 2 classes, sorted: numbers by value, texts in natural order.</param>
/// <param name="Positive">The class whose probability is modelled, with two classes; <see langword="null"/> with three or more.</param>
public sealed record TargetDescription(string Name, IReadOnlyList<string> Classes, string? Positive)
{
    /// <summary>Whether there are two classes, and so one equation.</summary>
    public bool IsBinary => Positive is not null;

    /// <summary>The other class, with two classes; <see langword="null"/> with three or more.</summary>
    public string? Negative => Positive is null ? null : Classes[0] == Positive ? Classes[1] : Classes[0];

    /// <summary>The index of the positive class in <see cref="Classes"/>; −1 with three or more classes.</summary>
    public int PositiveIndex => Positive is null ? -1 : Classes[0] == Positive ? 0 : 1;

    /// <summary>The classes that have a score: with two classes, the positive class; with three or more, all of them.</summary>
    public IReadOnlyList<string> ScoredClasses => Positive is null ? Classes : [Positive];

    /// <summary>The classes in the order of confusion matrices: with two classes, the negative class and the positive class; with three or
    /// more, as in <see cref="Classes"/>.</summary>
    public IReadOnlyList<string> PositiveLast => Positive is null ? Classes : [Negative!, Positive];

    /// <summary>Gets the name of a coefficient in results about all equations: with three or more classes, <c>class:
    /// coefficient</c>.</summary>
    /// <param name="className">The class of the equation.</param>
    /// <param name="coefficient">The name of the coefficient in its equation.</param>
    public string NameOfCoefficient(string className, string coefficient) =>
        Positive is null ? $"{className}: {coefficient}" : coefficient;

    /// <summary>Determines whether two descriptions have the same name, classes and positive class.</summary>
    /// <param name="other">The other description.</param>
    public bool Equals(TargetDescription? other) =>
        other is not null && Name == other.Name && Positive == other.Positive && Classes.SequenceEqual(other.Classes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Positive, Classes.Count);

    /// <summary>Gets the index of a class in <see cref="Classes"/>, or −1. Numbers are compared by value, so that 1.0 is the class 1, and
    /// truth values in any case.</summary>
    internal int IndexOf(string label)
    {
        for (int index = 0; index < Classes.Count; index++)
        {
            if (Classes[index] == label)
            {
                return index;
            }
        }

        if (NumberText.TryReadLevel(Encoding.UTF8.GetBytes(label), out double number))
        {
            return IndexWhere(name => NumberText.TryReadLevel(Encoding.UTF8.GetBytes(name), out double value) && value == number);
        }

        return IndexWhere(name => TruthText.AreSame(name, label));
    }

    private int IndexWhere(Func<string, bool> isIt)
    {
        for (int index = 0; index < Classes.Count; index++)
        {
            if (isIt(Classes[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
