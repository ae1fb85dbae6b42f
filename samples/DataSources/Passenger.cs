namespace DataSources;

/// <summary>An object of the app, as it comes from its own code or from an object-relational mapper.</summary>
/// <param name="Sex">Male or female.</param>
/// <param name="Age">The age in years; <see langword="null"/> if nobody knows.</param>
/// <param name="PassengerClass">1st, 2nd or 3rd.</param>
/// <param name="Survived">Whether the passenger survived.</param>
internal sealed record Passenger(string Sex, double? Age, string PassengerClass, bool Survived);
