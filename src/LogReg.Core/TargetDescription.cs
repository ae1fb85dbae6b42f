using System.Text;
using LogReg.Data;

namespace LogReg;

/// <summary>What a model predicts.</summary>
/// <param name="Name">The target column's name.</param>
/// <param name="Classes">The K ≥ 2 classes, sorted: numbers by value, text by ordinal.</param>
/// <param name="Positive">Of two classes the one whose probability is modelled; <see langword="null"/> for more than two.</param>
public sealed record TargetDescription(string Name, IReadOnlyList<string> Classes, string? Positive)
{
    /// <summary>Whether there are two classes and so one equation.</summary>
    public bool IsBinary => Positive is not null;

    /// <summary>Of two classes the other one; <see langword="null"/> for more than two.</summary>
    public string? Negative => Positive is null ? null : Classes[0] == Positive ? Classes[1] : Classes[0];

    /// <summary>The position of the positive class in <see cref="Classes"/>; −1 for more than two classes.</summary>
    public int PositiveIndex => Positive is null ? -1 : Classes[0] == Positive ? 0 : 1;

    /// <summary>Whether both have the same name, classes and positive class.</summary>
    /// <param name="other">The other description.</param>
    public bool Equals(TargetDescription? other) =>
        other is not null && Name == other.Name && Positive == other.Positive && Classes.SequenceEqual(other.Classes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Positive, Classes.Count);

    /// <summary>The position of a class in <see cref="Classes"/>, or −1; a number matches by value, so that 1.0 is the class 1, and a truth value in any case.</summary>
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
